import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every rule of SPEC.md has a test that names it', () => {
  const here = import.meta.dirname;
  const spec = readFileSync(
    new URL('../../../../src/domain/prediction-gate/SPEC.md', import.meta.url),
    'utf8',
  );
  const tests = globSync('*.test.ts', { cwd: here })
    .map((file) => readFileSync(`${here}/${file}`, 'utf8'))
    .join('\n');
  const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id]) => id);
  expect(rules.length).toBeGreaterThan(15);
  expect(rules.filter((id) => !tests.includes(`[${id}]`))).toEqual([]);
});
