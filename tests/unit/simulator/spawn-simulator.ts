import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';

/** Starts a simulator as a process of its own, which can be killed; it ends with the test. */
export async function spawnSimulator(
  stateDir: string,
): Promise<{ process: ChildProcess; url: string }> {
  const main = fileURLToPath(new URL('../../../src/simulator/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      SIMULATOR_PORT: '0',
      SIMULATOR_STATE_DIR: stateDir,
      SIMULATOR_SECONDS: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: unknown[] = await once(createInterface({ input: child.stdout }), 'line');
  const line = String(lines[0]);
  expect(line).toMatch(/^simulator listening on http:\/\/127\.0\.0\.1:\d+$/);
  return { process: child, url: line.slice('simulator listening on '.length) };
}
