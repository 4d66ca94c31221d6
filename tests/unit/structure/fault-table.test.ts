import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const page = readFileSync(path.join(root, 'docs/faults.md'), 'utf8');

/** `| 17 | fault | behaviour | tests |`, the tests as: `file` “title”, “title”; `file` … */
const lines = page
  .split('\n')
  .filter((line) => /^\| *\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

type Named = { row: string; file: string; titles: string[] };

const named: Named[] = lines.flatMap(([, row = '', , , tests = '']) =>
  tests.split(/(?=`tests\/)/).map((part) => ({
    row,
    file: /^`([^`]+)`/.exec(part)?.[1] ?? '',
    titles: [...part.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  })),
);

/**
 * The titles of a file's tests, as they stand in its source: between the quotes of a string that is
 * the first argument of a `test`, of one of its kinds, or of what a table of `each` or `for` gives.
 */
function titlesIn(source: string): string[] {
  const title = /(?:\btest(?:\.concurrent)?\(|^ *\]\)\(|\)\()\s*(['"])((?:\\.|(?!\1).)*)\1,/gm;
  return [...source.matchAll(title)].map(([, , words = '']) => words.replaceAll(/\\(.)/g, '$1'));
}

test('the table of faults has every row, in order', () => {
  const numbers = lines.map(([, row]) => Number(row));
  expect(numbers).toEqual(Array.from({ length: 56 }, (_, index) => index + 1));
});

test('every row of the table of faults says what is right and names a test', () => {
  for (const [, row, fault, behaviour, tests] of lines) {
    expect(
      [row, fault, behaviour, tests].every((cell) => cell),
      `row ${row}`,
    ).toBe(true);
  }
  for (const { row, file, titles } of named) {
    expect(file, `row ${row}`).toMatch(/^tests\/.*\.test\.ts$/);
    expect(titles.length, `row ${row}: ${file}`).toBeGreaterThan(0);
  }
});

test.each(named)('row $row: $file has the tests that the table names', ({ file, titles }) => {
  expect(existsSync(path.join(root, file)), file).toBe(true);
  const source = readFileSync(path.join(root, file), 'utf8');
  const known = titlesIn(source);
  // The very title, with the `%s` of a table as it stands in the source.
  expect(titles.filter((title) => !known.includes(title))).toEqual([]);
});

test('a test that was renamed, left out or only spoken of is not taken for one', () => {
  const source = `
    test('one', () => {});
    test.each([['two']])('is %s', () => {});
    test.concurrent(
      'goes on',
      { timeout: 1 }, () => {});
    test.skip('left out', () => {});
    // test('spoken of')
    const words = ['only words'];
  `;
  expect(titlesIn(source)).toEqual(['one', 'is %s', 'goes on']);
});
