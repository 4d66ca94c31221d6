import { expect, test } from 'vitest';
import { advance, overdueAt, slotOf } from '../../../../src/domain/image-job/advance.ts';
import { policy } from '../../../../src/domain/image-job/policy.ts';
import type { JobEvent } from '../../../../src/domain/image-job/job.ts';
import {
  T0,
  cancel,
  created,
  play,
  playWaiting,
  running,
  slotGiven,
  storing,
  stored,
  unknown,
  wake,
  type Step,
} from './playing.ts';

test('[Q1] without a slot nothing happens, whatever wakes it', () => {
  const { job, effects } = playWaiting([wake], [wake, 60_000], [created, 60_000]);
  expect(effects).toEqual([]);
  expect(job).toMatchObject({ state: 'queued', attempt: 0, has_slot: false });
  // No queue message can help it: its deadline is the next thing that happens by itself.
  expect(overdueAt(job)).toBe(T0 + policy.waitMs);
});

test('[Q2] a slot is given once, and the wake acts on it', () => {
  const given = playWaiting([slotGiven, 1_000]);
  expect(given.effects).toEqual([]);
  expect(given.job).toMatchObject({ state: 'queued', has_slot: true, turns: 1 });
  expect(advance(given.job, slotGiven, T0 + 1_001).job).toBe(given.job);
  const [effect] = advance(given.job, wake, T0 + 1_002).effects;
  expect(effect).toMatchObject({ type: 'create_prediction' });
});

test('[Q2] a slot that comes to any other state changes nothing', () => {
  for (const steps of [[[wake]], running, storing, [[cancel]]] as Step[][]) {
    const { job } = play(...steps);
    expect(advance(job, slotGiven, T0 + 5_000)).toEqual({ job, effects: [] });
  }
});

test('[Q3] a slot is held until the provider is done', () => {
  const slots = ([[], [[wake]], running, storing, [...storing, [stored]], [[cancel]]] as Step[][])
    .map((steps) => play(...steps).job)
    .map(slotOf);
  expect(slots).toEqual(['holds', 'holds', 'holds', null, null, null]);
  expect(slotOf(playWaiting([wake]).job)).toBe('waits');
});

test('[Q3] what was postponed gives its slot back and waits for another', () => {
  const postponed: JobEvent = { type: 'create_postponed', attempt: 1, retry_after_ms: 0 };
  const { job, effects } = play([wake], [postponed]);
  expect([slotOf(job), effects]).toEqual(['waits', []]);
  expect(advance(job, slotGiven, T0 + 9_000).job).toMatchObject({ has_slot: true, turns: 2 });
});

test('[Q3] what was not taken keeps its slot for the next attempt', () => {
  const settled = policy.settleMs.answered;
  const notFound: JobEvent = {
    type: 'found',
    attempt: 1,
    prediction_id: null,
    reaches_back: true,
  };
  const { job, effects } = play([wake], [unknown(true)], [wake, settled], [notFound, settled]);
  expect(effects).toMatchObject([{ type: 'create_prediction', attempt: 2 }]);
  expect(slotOf(job)).toBe('holds');
});

test('[Q4] the time for the run begins when the prediction is asked for', () => {
  const waited = policy.waitMs - 1;
  const { job, effects } = playWaiting([slotGiven, waited], [wake, waited]);
  expect(job).toMatchObject({ state: 'submitting', deadline_at: T0 + waited + policy.runMs });
  expect(effects).toMatchObject([{ cancel_after_ms: policy.runMs }]);
  const tooLate = playWaiting([wake, policy.waitMs]);
  expect(tooLate.job).toMatchObject({ state: 'failed', code: 'waited_too_long' });
});
