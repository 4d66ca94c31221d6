import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const files = globSync('src/**/*.ts', { cwd: root });

type Import = { from: string; to: string };

/** Every import of the source, by the file or package that it names. */
const imports: Import[] = files.flatMap((from) => {
  const source = readFileSync(path.join(root, from), 'utf8');
  const found = source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, to = '']) => ({
    from,
    to: to.startsWith('.') ? path.join(path.dirname(from), to) : to,
  }));
});

const breaking = (rule: (found: Import) => boolean) =>
  imports.filter(rule).map(({ from, to }) => `${from} -> ${to}`);

const within = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
const inProtocol = within('src/protocol');
const inDomain = within('src/domain');
const inWorker = within('src/worker');
const inClient = within('src/client');
const inSimulator = within('src/simulator');
const inSource = within('src');

test('protocol imports nothing of the source but itself', () => {
  expect(breaking(({ from, to }) => inProtocol(from) && inSource(to) && !inProtocol(to))).toEqual(
    [],
  );
});

test('domain imports only protocol, and no package', () => {
  expect(breaking(({ from, to }) => inDomain(from) && !inDomain(to) && !inProtocol(to))).toEqual(
    [],
  );
});

test('domain knows no clock, no chance and no environment', () => {
  const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\.|\bfetch\(|\bprocess\./;
  const offenders = files.filter(
    (file) => inDomain(file) && impure.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(offenders).toEqual([]);
});

test('client imports only protocol, and never meets the worker', () => {
  expect(
    breaking(({ from, to }) => inClient(from) && inSource(to) && !inClient(to) && !inProtocol(to)),
  ).toEqual([]);
});

test('worker imports neither client nor simulator', () => {
  expect(breaking(({ from, to }) => inWorker(from) && (inClient(to) || inSimulator(to)))).toEqual(
    [],
  );
});

test('simulator stands alone, but for the schemas that it serves', () => {
  const isSchema = (file: string) => /^src\/domain\/models\/schemas\/[^/]+\.json$/.test(file);
  expect(
    breaking(
      ({ from, to }) => inSimulator(from) && inSource(to) && !inSimulator(to) && !isSchema(to),
    ),
  ).toEqual([]);
});

test('only worker/db knows Drizzle', () => {
  expect(
    breaking(({ from, to }) => to.startsWith('drizzle-orm') && !within('src/worker/db')(from)),
  ).toEqual([]);
});

test('only worker/images/replicate.ts knows the replicate package', () => {
  expect(
    breaking(({ from, to }) => to === 'replicate' && from !== 'src/worker/images/replicate.ts'),
  ).toEqual([]);
});

test('only the S3 store knows aws4fetch', () => {
  expect(
    breaking(
      ({ from, to }) => to === 'aws4fetch' && from !== 'src/worker/images/s3-image-store.ts',
    ),
  ).toEqual([]);
});

test('only one place chooses between the image stores', () => {
  const isStore = (file: string) => /\/(?:r2|s3)-image-store\.ts$/.test(file);
  expect(
    breaking(({ from, to }) => isStore(to) && from !== 'src/worker/images/image-store-of.ts'),
  ).toEqual([]);
});

test('only the image stores know R2', () => {
  const knows = files.filter((file) =>
    /\bR2(Bucket|Object|ObjectBody|Range)\b/.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(knows.toSorted()).toEqual([
    'src/worker/chat-room/room-env.ts',
    'src/worker/images/image-store-of.ts',
    'src/worker/images/r2-image-store.ts',
  ]);
});

test('no file imports itself by way of others', () => {
  const graph = Map.groupBy(
    imports.filter(({ to }) => inSource(to)),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const visit = (file: string, above: string[]): void => {
    expect(above, 'a cycle of imports').not.toContain(file);
    if (done.has(file)) return;
    for (const { to } of graph.get(file) ?? []) visit(to, [...above, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test('no file has more than 300 lines', () => {
  const long = files.filter(
    (file) => readFileSync(path.join(root, file), 'utf8').split('\n').length > 301,
  );
  expect(long).toEqual([]);
});
