import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The project's root folder. */
export const root = path.resolve(import.meta.dirname, '..');

/** The Node that the project brings along; wrangler wants a newer one than a machine may have. */
export const node = path.join(root, 'node_modules', '.bin', 'node');

const stamp = path.join(root, 'node_modules', '.installed');

/**
 * Installs the dependencies from the lockfile, where they are not installed already. Runs on the
 * machine's own Node, since it is what brings the right one. Throws where npm fails.
 */
export function ensureInstalled() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing what the lockfile lists…');
  // npm warns of the machine's older Node, which runs nothing but this script.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci failed. Its own words are above.');
  writeFileSync(stamp, wanted);
}
