import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { root } from './install.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Starts a process that `stopAll` will end. It stays in our process group, so that whatever ends
 * the group ends it too.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function start(command, args, options) {
  const child = spawn(command, args, { cwd: root, ...options });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Ends every process that was started, and waits until they are gone. */
export async function stopAll() {
  const children = [...running];
  const gone = children.map(
    (child) => new Promise((resolve) => child.once('exit', () => resolve(undefined))),
  );
  for (const child of children) child.kill('SIGTERM');
  const patience = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
  }, 5_000);
  await Promise.all(gone);
  clearTimeout(patience);
}

/**
 * Whether a port can be listened on.
 *
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
export function isPortFree(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
