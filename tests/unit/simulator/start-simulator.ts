import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Replicate from 'replicate';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { SimulatorOptions } from '../../../src/simulator/app.ts';
import { listen, type ListeningSimulator } from '../../../src/simulator/listen.ts';

type Call = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** A listening simulator with the stock client pointed at it. */
export interface StartedSimulator extends ListeningSimulator {
  client: Replicate;
  stateDir: string;
  /** Calls any address of it, with a token. */
  call: (path: string, init?: Call) => Promise<Response>;
  /** Adds faults. */
  script: (rules: unknown) => Promise<Response>;
  ledger: () => Promise<Ledger>;
}

const ledgerSchema = z.object({
  calls: z.array(
    z.object({
      kind: z.string(),
      prediction_id: z.string().nullable(),
      status: z.number(),
      billable: z.boolean(),
    }),
  ),
  predictions: z.array(
    z.object({
      id: z.string(),
      input: z.unknown(),
      status: z.string(),
      billable: z.boolean(),
      outcome: z.string(),
      pictures: z.number(),
      completed_at: z.string().nullable(),
      calls: z.array(z.object({ kind: z.string(), status: z.number(), count: z.number() })),
      webhooks: z.array(z.object({ event: z.string(), status: z.number(), count: z.number() })),
    }),
  ),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** The addresses in a prediction's output; fails the test when it is no list of texts. */
export function addressesOf(output: unknown): string[] {
  return z.array(z.string()).parse(output);
}

/** A clock that stands still until it is told otherwise. */
export interface Clock {
  now: () => number;
  pass: (seconds: number) => void;
}

/** Makes a clock that begins at a fixed moment. */
export function makeClock(): Clock {
  let now = Date.UTC(2026, 10, 23, 12);
  return {
    now: () => now,
    pass(seconds) {
      now += seconds * 1000;
    },
  };
}

/** A directory that is removed after the test. */
export function temporaryDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Starts a simulator that ends with the test. */
export async function startSimulator(
  options: Partial<SimulatorOptions> = {},
): Promise<StartedSimulator> {
  const stateDir = options.stateDir ?? temporaryDir();
  const settings = { seconds: 0.2, fileSeconds: 3600, ...options, stateDir };
  const simulator = await listen(0, settings);
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await simulator.close();
    open = false;
  };
  onTestFinished(close);
  const { url } = simulator;
  const call = (path: string, init: Call = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      ...init,
      headers: {
        authorization: 'Bearer test',
        'content-type': 'application/json',
        ...init.headers,
      },
    });
  return {
    url,
    close,
    stateDir,
    call,
    client: new Replicate({ auth: 'test', baseUrl: `${url}/v1`, useFileOutput: false }),
    script: (rules) => call('/simulator/faults', { method: 'POST', body: JSON.stringify(rules) }),
    ledger: async () => ledgerSchema.parse(await (await call('/simulator/ledger')).json()),
  };
}
