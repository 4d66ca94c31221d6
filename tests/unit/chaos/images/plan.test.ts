import { expect, test } from 'vitest';
import { faultScript } from '../../../../src/simulator/faults/fault-script.ts';
import { faultKinds, passingFault } from '../../../chaos/images/faults.ts';
import { planOf, type PlannedAsk } from '../../../chaos/images/plan.ts';
import { Random } from '../../../chaos/random.ts';

const asksOf = (seed: number, size: Parameters<typeof planOf>[1]): PlannedAsk[] =>
  planOf(seed, size).rounds.flatMap(({ asks }) => asks.map(({ ask }) => ask));

test('the same seed plans the same run, another seed another one', () => {
  const plan = (seed: number) => JSON.stringify(planOf(seed, { jobs: 40, kills: 5 }));
  expect(plan(1)).toBe(plan(1));
  expect(plan(1)).not.toBe(plan(2));
});

test('every job is asked for once, in as many rounds as there are kills and the last start', () => {
  const plan = planOf(3, { jobs: 200, kills: 50 });
  const prompts = asksOf(3, { jobs: 200, kills: 50 }).map(({ prompt }) => prompt);
  expect(plan.rounds).toHaveLength(51);
  expect(plan.rounds.at(-1)?.killsTheStart).toBe(false);
  expect(new Set(prompts).size).toBe(200);
  // A fault for one prompt must not strike another.
  for (const prompt of prompts)
    expect(prompts.filter((one) => one.includes(prompt))).toEqual([prompt]);
});

test('something goes wrong for about a third of the jobs, of every kind in a long run', () => {
  const asks = asksOf(4, { jobs: 2_000, kills: 0 });
  const faulty = asks.filter(({ faults }) => faults.length > 0);
  expect(faulty.length / asks.length).toBeCloseTo(1 / 3, 1);
  const names = new Set(faulty.flatMap(({ faults }) => faults.map(({ name }) => name)));
  expect([...names].toSorted()).toEqual(faultKinds.map(({ name }) => name).toSorted());
});

test('whose cancel is to go wrong is canceled', () => {
  const asks = asksOf(5, { jobs: 2_000, kills: 0 });
  const struck = asks.filter(({ faults }) => faults.some(({ call }) => call === 'cancel'));
  expect(struck.length).toBeGreaterThan(0);
  expect(struck.every(({ cancelAfterMs }) => cancelAfterMs !== null)).toBe(true);
});

test.each(faultKinds)('the simulator takes the rules of "$name"', ({ rule }) => {
  const random = new Random(1);
  const rules = Array.from({ length: 20 }, () => rule({ prompt_includes: 'a prompt' }, random));
  expect(faultScript.safeParse(rules).error).toBeUndefined();
  expect(faultScript.safeParse(rules.map(() => passingFault(random))).error).toBeUndefined();
});
