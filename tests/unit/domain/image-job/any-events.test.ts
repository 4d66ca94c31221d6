import { expect, test } from 'vitest';
import { acceptJob, advance, overdueAt } from '../../../../src/domain/image-job/advance.ts';
import { hasEnded, type JobEvent } from '../../../../src/domain/image-job/job.ts';
import { policy } from '../../../../src/domain/image-job/policy.ts';
import {
  T0,
  wake,
  slotGiven,
  created,
  unknown,
  cancel,
  checked,
  succeeded,
  storeFailed,
  stored,
} from './playing.ts';

/** A small generator of numbers, so that a failing run can be repeated by its seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const anyEvents: JobEvent[] = [
  wake,
  slotGiven,
  slotGiven,
  created,
  { type: 'create_refused', attempt: 1, code: 'unauthorized', detail: null },
  { type: 'create_postponed', attempt: 1, retry_after_ms: 500 },
  unknown(true),
  unknown(false),
  unknown(true, 2),
  { type: 'found', attempt: 1, prediction_id: null, reaches_back: true },
  { type: 'found', attempt: 2, prediction_id: null, reaches_back: true },
  { type: 'found', attempt: 1, prediction_id: 'p1', reaches_back: true },
  { type: 'find_failed', attempt: 1 },
  checked('processing'),
  succeeded,
  checked('failed'),
  checked('canceled'),
  { type: 'check_failed', prediction_id: 'p1', gone: false, retry_after_ms: 0 },
  stored,
  storeFailed('unreachable'),
  storeFailed('gone'),
  cancel,
  { type: 'cancel_sent', prediction_id: 'p1' },
  { type: 'cancel_failed', prediction_id: 'p1' },
  { type: 'abandoned' },
];

test('[E7] from wherever any events lead, waking and time alone reach an end', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = numbers(seed);
    let job = acceptJob(T0);
    let at = T0;
    for (let step = 0; step < 30; step += 1) {
      at += Math.floor(random() * 2_000);
      const event = anyEvents[Math.floor(random() * anyEvents.length)] ?? wake;
      job = advance(job, event, at).job;
    }
    for (let wakes = 0; wakes < 1_000 && !hasEnded(job); wakes += 1) {
      at = Math.max(at, overdueAt(job) ?? at);
      job = advance(job, wake, at).job;
    }
    expect(hasEnded(job), `seed ${seed}`).toBe(true);
    expect(at, `seed ${seed}`).toBeLessThanOrEqual(
      T0 + policy.waitMs + policy.runMs + policy.graceMs + 60_000,
    );
  }
});

test('[C1] [C9] no sequence of events asks for more POSTs than attempts are counted', () => {
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = numbers(seed);
    let job = acceptJob(T0);
    let at = T0;
    let posts = 0;
    let postponed = 0;
    for (let step = 0; step < 60; step += 1) {
      at += Math.floor(random() * 4_000);
      const event = anyEvents[Math.floor(random() * anyEvents.length)] ?? wake;
      if (event.type === 'create_postponed' && job.state === 'submitting') postponed += 1;
      const next = advance(job, event, at);
      posts += next.effects.filter(({ type }) => type === 'create_prediction').length;
      job = next.job;
    }
    expect(posts, `seed ${seed}`).toBeLessThanOrEqual(policy.maxAttempts + postponed);
  }
});
