import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node, root } from './install.mjs';

/** What the built script and styles are made from. The views are where Tailwind finds its classes. */
const sources = [
  'src/client',
  'src/protocol',
  'src/worker/views',
  'vite.config.ts',
  'package-lock.json',
];

const stamp = path.join(root, 'public/build/.built-from');

/**
 * @param {string} place a file or folder
 * @returns {string[]} the files in it
 */
function filesOf(place) {
  if (!statSync(place).isDirectory()) return [place];
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

const hash = createHash('sha256');
for (const file of sources.flatMap((source) => filesOf(path.join(root, source)))) {
  hash.update(path.relative(root, file)).update(readFileSync(file));
}
const wanted = hash.digest('hex');

// Two servers on one checkout would else empty the folder under each other.
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) process.exit(0);

const vite = path.join(root, 'node_modules/vite/bin/vite.js');
const { status } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
});
if (status === 0) writeFileSync(stamp, wanted);
process.exit(status ?? 1);
