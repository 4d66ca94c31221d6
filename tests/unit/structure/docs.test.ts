import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: root })];

test.each(pages)('%s names only files that are there', (page) => {
  const text = readFileSync(path.join(root, page), 'utf8');
  const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`|\]\(([^)#:]+)\)/g)];
  const paths = named.map(([, code, link]) => code ?? link ?? '');
  const isFile = (name: string) => /\.(ts|mjs|md|css|png|toml)$|\/$/.test(name);
  const missing = paths
    .filter(isFile)
    .filter(
      (name) =>
        ![name, `src/${name}`, path.join(path.dirname(page), name)].some((place) =>
          existsSync(path.join(root, place)),
        ),
    );
  expect(missing).toEqual([]);
});
