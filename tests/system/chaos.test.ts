import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppUnderTest } from '../chaos/app-under-test.ts';
import { runChaos } from '../chaos/chaos.ts';
import type { Fault } from '../chaos/nemesis.ts';
import { reportOf, violationLines } from '../chaos/report.ts';

let app: AppUnderTest | undefined;

beforeAll(async () => {
  app = await AppUnderTest.start();
});
afterAll(() => app?.end());

test.each<[seed: number, faults: Fault[]]>([
  [1, ['cut', 'duplicate', 'kill', 'half-open']],
  [2, ['d1', 'cut all', 'delay']],
  [3, ['half-open', 'reload', 'duplicate']],
])(
  'a conversation keeps every promise of the protocol while things break, seed %i: %j',
  { timeout: 180_000 },
  async (seed, faults) => {
    if (!app) throw new Error('not started');
    const say = (line: string) => console.log(line);
    const result = await runChaos({ app, seed, faults: () => faults, outageMs: 6_000, say });
    console.log(reportOf(result).join('\n'));
    expect(violationLines(result.violations)).toEqual([]);
    // Else D1 was not broken at all, and its agreement says nothing.
    for (const { behind, copied } of result.outages) {
      expect(copied).toBe(0);
      expect(behind).toBeGreaterThan(0);
    }
  },
);
