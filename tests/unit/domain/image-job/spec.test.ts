import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every rule of SPEC.md has a test that names it', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const spec = read('../../../../src/domain/image-job/SPEC.md');
  const tests =
    read('./advance.test.ts') +
    read('./any-events.test.ts') +
    read('./waiting.test.ts') +
    read('./ending.test.ts');
  const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, id]) => id);
  expect(rules.length).toBeGreaterThan(30);
  expect(rules.filter((id) => !tests.includes(`[${id}]`))).toEqual([]);
});
