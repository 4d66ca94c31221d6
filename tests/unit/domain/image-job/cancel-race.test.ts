import { expect, test } from 'vitest';
import { acceptJob, advance } from '../../../../src/domain/image-job/advance.ts';
import {
  hasEnded,
  type EndedJob,
  type Effect,
  type ImageJob,
  type JobEvent,
} from '../../../../src/domain/image-job/job.ts';
import { numbers } from '../prediction-gate/gates.ts';
import { T0, image } from './playing.ts';

/** A provider with one prediction: what it does follows from when it is asked what. */
class Provider {
  createdAt: number | null = null;
  canceledAt: number | null = null;
  creations = 0;
  #startMs: number;
  #runMs: number;

  constructor(startMs: number, runMs: number) {
    this.#startMs = startMs;
    this.#runMs = runMs;
  }

  stateAt(now: number) {
    const begins = (this.createdAt ?? Infinity) + this.#startMs;
    const ends = begins + this.#runMs;
    const stop = this.canceledAt ?? Infinity;
    const began = Math.min(now, stop) >= begins;
    if (now >= ends && stop >= ends) return { status: 'succeeded', began: true } as const;
    if (now >= stop) return { status: 'canceled', began } as const;
    return { status: began ? 'processing' : 'starting', began } as const;
  }

  cancel(now: number): void {
    const { status } = this.stateAt(now);
    if (status === 'starting' || status === 'processing') this.canceledAt ??= now;
  }
}

type Due = { at: number; run: () => void };

/** Lets a cancel and a success race, at times and with delays that the seed chooses. */
function race(seed: number): { job: EndedJob; provider: Provider; ends: number } {
  const random = numbers(seed);
  const between = (low: number, high: number) => Math.floor(low + random() * (high - low));
  const provider = new Provider(between(0, 1_500), between(200, 3_000));
  let job: ImageJob = acceptJob(T0);
  let ends = 0;
  const due: Due[] = [];
  const later = (at: number, run: () => void) => due.push({ at, run });

  function hear(event: JobEvent, now: number): void {
    const wasLive = !hasEnded(job);
    const next = advance(job, event, now);
    job = next.job;
    if (wasLive && hasEnded(job)) ends += 1;
    for (const effect of next.effects) carryOut(effect, now);
  }

  function carryOut(effect: Effect, now: number): void {
    // What is asked arrives after a while, and so does the answer.
    const there = now + between(1, 400);
    const back = there + between(1, 400);
    const report = (event: JobEvent) => later(back, () => hear(event, back));
    switch (effect.type) {
      case 'wait':
        return void later(effect.until, () => hear({ type: 'wake' }, effect.until));
      case 'create_prediction':
        return void later(there, () => {
          provider.creations += 1;
          provider.createdAt = there;
          report({ type: 'created', attempt: effect.attempt, prediction_id: 'p1' });
        });
      case 'check_prediction':
        return void later(there, () => {
          const { status, began } = provider.stateAt(there);
          report({
            type: 'checked',
            prediction_id: 'p1',
            status,
            began,
            output_url: status === 'succeeded' ? 'https://x/1.png' : null,
            moderated: false,
            detail: null,
            predict_ms: 1,
            running: 1,
          });
        });
      case 'cancel_prediction':
        return void later(there, () => {
          // Sometimes it does not get there, and sometimes only the answer is lost.
          const luck = random();
          if (luck > 0.2) provider.cancel(there);
          report({ type: luck > 0.3 ? 'cancel_sent' : 'cancel_failed', prediction_id: 'p1' });
        });
      case 'store_output':
        return void later(there, () => report({ type: 'stored', prediction_id: 'p1', image }));
      case 'find_prediction':
        throw new Error('nothing was unclear');
    }
  }

  hear({ type: 'slot_given' }, T0);
  hear({ type: 'wake' }, T0);
  const clicks = [between(0, 6_000), between(0, 6_000)].slice(0, between(1, 3));
  for (const click of clicks) {
    later(T0 + click, () => {
      hear({ type: 'cancel_requested', by: 'ada' }, T0 + click);
      hear({ type: 'wake' }, T0 + click);
    });
  }
  for (let steps = 0; steps < 2_000 && due.length > 0; steps += 1) {
    due.sort((a, b) => a.at - b.at);
    due.shift()?.run();
  }
  if (!hasEnded(job)) throw new Error(`seed ${seed} never ended`);
  return { job, provider, ends };
}

test('[X3] [X5] [E1] a cancel against a success, 1,000 times: one end, and the truth of the charge', () => {
  const seen = { completed: 0, canceled: 0, free: 0 };
  for (let seed = 1; seed <= 1_000; seed += 1) {
    const { job, provider, ends } = race(seed);
    const label = `seed ${seed}`;
    expect(ends, label).toBe(1);
    expect(provider.creations, label).toBeLessThanOrEqual(1);
    const truth = provider.createdAt === null ? null : provider.stateAt(Infinity);
    if (job.state === 'completed') {
      seen.completed += 1;
      expect(truth?.status, label).toBe('succeeded');
    } else {
      if (job.state !== 'canceled') throw new Error(`${label} ended as ${job.state}`);
      seen.canceled += 1;
      const wasPaid = truth !== null && truth.began;
      if (!wasPaid) seen.free += 1;
      expect(truth?.status ?? 'canceled', label).toBe('canceled');
      expect(job.may_have_been_charged, label).toBe(wasPaid);
    }
  }
  // Else it was no race.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
});
