import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

test('every event of the log is explained for whoever runs the server, and none that is not', () => {
  const union = read('src/worker/log.ts').split('export type LogEvent')[1]?.split('\n\n')[0];
  const events = [...(union ?? '').matchAll(/\bevent: '(\w+)'/g)].map(([, name]) => name);
  const section = read('docs/operations.md').split('## What can be seen')[1]?.split('\n## ')[0];
  const rows = [...(section ?? '').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(events.length).toBeGreaterThan(10);
  expect(new Set(rows)).toEqual(new Set(events));
  expect(rows).toHaveLength(new Set(events).size);
});
