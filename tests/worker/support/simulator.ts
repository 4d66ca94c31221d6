import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { listen } from '../../../src/simulator/listen.ts';

declare module 'vitest' {
  interface ProvidedContext {
    simulator: string;
  }
}

/** Runs one simulator beside the worker tests; images take a fraction of a second. */
export default async function startSimulator(project: TestProject): Promise<() => Promise<void>> {
  const stateDir = mkdtempSync(path.join(tmpdir(), 'darkroom-simulator-'));
  const simulator = await listen(0, { stateDir, seconds: 0.6, fileSeconds: 3600 });
  project.provide('simulator', simulator.url);
  return async () => {
    await simulator.close();
    rmSync(stateDir, { recursive: true, force: true });
  };
}
