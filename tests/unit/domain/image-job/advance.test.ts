import { describe, expect, test } from 'vitest';
import { advance, afterRestart } from '../../../../src/domain/image-job/advance.ts';
import { hasEnded, type JobEvent } from '../../../../src/domain/image-job/job.ts';
import { checkInterval, policy } from '../../../../src/domain/image-job/policy.ts';
import {
  T0,
  image,
  play,
  wake,
  slotGiven,
  unknown,
  cancel,
  checked,
  succeeded,
  storeFailed,
  stored,
  running,
  storing,
  type Step,
} from './playing.ts';

describe('waking', () => {
  test('[W1] leaves a job alone that another consumer holds', () => {
    expect(play([wake], [wake, 10]).effects).toEqual([]);
  });
  test('[W2] has no effect on a job that ended', () => {
    expect(play([cancel], [wake]).effects).toEqual([]);
  });
  test('[W3] waits where it is too early', () => {
    const { effects } = play(...running, [wake, 1]);
    expect(effects).toEqual([{ type: 'wait', until: T0 + checkInterval(0, 0) }]);
  });
  test('[W4] takes the lease with an effect and gives it back with the outcome', () => {
    expect(play([wake]).job).toMatchObject({ lease_until: T0 + policy.leaseMs.create });
    expect(play(...running).job).toMatchObject({ lease_until: 0 });
  });
});

test('[W5] after a restart nothing waits for a lease, and no POST is repeated', () => {
  for (const [steps, type] of [
    [[[wake]], 'find_prediction'],
    [[...running, [wake, 1_000]], 'check_prediction'],
    [storing, 'store_output'],
  ] as [Step[], string][]) {
    const { job, at } = play(...steps);
    expect(advance(job, wake, at + 1).effects).toEqual([]);
    expect(advance(afterRestart(job), wake, at + 1).effects).toMatchObject([{ type }]);
  }
  const { job } = play(...storing, [stored]);
  expect(afterRestart(job)).toBe(job);
});

describe('creating', () => {
  test('[C1] writes the intent before the POST', () => {
    const { job, effects } = play([wake]);
    expect(job).toMatchObject({ state: 'submitting', attempt: 1, submitted_at: T0 });
    expect(effects).toEqual([
      { type: 'create_prediction', attempt: 1, cancel_after_ms: policy.runMs },
    ]);
  });
  test('[C2] runs once the prediction is created', () => {
    expect(play(...running).job).toMatchObject({ state: 'running', prediction_id: 'p1' });
  });
  test('[C3] fails where the provider refuses, uncharged', () => {
    expect(
      play([wake], [{ type: 'create_refused', attempt: 1, code: 'no_credit', detail: null }]).job,
    ).toMatchObject({
      state: 'failed',
      code: 'no_credit',
      may_have_been_charged: false,
    });
  });
  test('[C4] waits as long as a throttled provider asks, growing, without counting the attempt', () => {
    const postponed: JobEvent = { type: 'create_postponed', attempt: 1, retry_after_ms: 30_000 };
    const { job } = play([wake], [postponed]);
    expect(job).toMatchObject({ state: 'queued', attempt: 0, not_before: T0 + 30_000 });
    const soon: JobEvent = { type: 'create_postponed', attempt: 1, retry_after_ms: 0 };
    const again = play([wake], [soon], [slotGiven, 2_000], [wake, 2_000], [soon, 2_000]);
    expect(again.job).toMatchObject({ not_before: T0 + 2_000 + 2 * policy.retryMs.first });
  });
  test('[C5] looks for its prediction after an unclear answer, and does not POST again', () => {
    const { effects } = play([wake], [unknown(true)], [wake, 5_000]);
    expect(effects).toEqual([{ type: 'find_prediction', attempt: 1, submitted_at: T0 }]);
  });
  test('[C6] looks for its prediction where the consumer never reported', () => {
    const { effects } = play([wake], [wake, policy.leaseMs.create]);
    expect(effects).toEqual([{ type: 'find_prediction', attempt: 1, submitted_at: T0 }]);
  });
  const lost: Step[] = [[wake], [unknown(true)]];
  const none = (reaches_back: boolean, attempt = 1): JobEvent => ({
    type: 'found',
    attempt,
    prediction_id: null,
    reaches_back,
  });
  test('[C7] adopts the prediction that was found', () => {
    const found: JobEvent = {
      type: 'found',
      attempt: 1,
      prediction_id: 'p9',
      reaches_back: false,
    };
    expect(play(...lost, [wake, 5_000], [found, 5_100]).job).toMatchObject({
      state: 'running',
      prediction_id: 'p9',
      attempt: 1,
    });
  });
  test('[C8] looks again before the settling time has passed', () => {
    const { job } = play(...lost, [wake, 1_000], [none(true), 1_000]);
    expect(job).toMatchObject({ state: 'submitting', attempt: 1 });
  });
  test('[C8] waits longer where no answer came at all, since the request may be under way', () => {
    const at = 10_000;
    const silent: Step[] = [[wake], [unknown(false), at], [wake, at + 12_000]];
    expect(play(...silent, [none(true), at + 12_000]).job).toMatchObject({ attempt: 1 });
    const settled = at + policy.settleMs.unanswered;
    expect(play(...silent, [none(true), settled]).job).toMatchObject({ attempt: 2 });
  });
  test('[C9] tries anew only after proof of absence, and not for ever', () => {
    const settled = policy.settleMs.answered + 1;
    const anew = play(...lost, [wake, settled], [none(true), settled]);
    expect(anew.effects).toMatchObject([{ type: 'create_prediction' }]);
    expect(anew.job).toMatchObject({ state: 'submitting', attempt: 2 });

    const steps: Step[] = [];
    for (let attempt = 1; attempt <= policy.maxAttempts; attempt += 1) {
      const at = (attempt - 1) * 20_000;
      if (attempt === 1) steps.push([wake, at]);
      steps.push(
        [unknown(true, attempt), at],
        [wake, at + 15_000],
        [none(true, attempt), at + 20_000],
      );
    }
    expect(play(...steps).job).toMatchObject({
      state: 'failed',
      code: 'provider_unavailable',
      may_have_been_charged: false,
    });
  });
  test('[C10] is unresolved where the list proves nothing', () => {
    const settled = policy.settleMs.answered + 1;
    expect(play(...lost, [wake, settled], [none(false), settled]).job.state).toBe('unresolved');
  });
  test('[C11] keeps looking until the deadline while the list cannot be had', () => {
    const { job } = play(...lost, [wake, 60_000], [{ type: 'find_failed', attempt: 1 }, 60_000]);
    expect(job.state).toBe('submitting');
    expect(advance(job, wake, T0 + policy.runMs).job.state).toBe('unresolved');
  });
});

describe('running', () => {
  test.each(['starting', 'processing', 'unknown'] as const)(
    '[R1] checks again while %s',
    (status) => {
      const { job, effects } = play(...running, [checked(status), 1_000]);
      expect(job.state).toBe('running');
      expect(effects).toEqual([{ type: 'wait', until: T0 + 1_000 + checkInterval(1_000, 1) }]);
    },
  );
  test('[R2] stores what succeeded', () => {
    const { job, effects } = play(...storing);
    expect(job).toMatchObject({ state: 'storing', predict_ms: 4000 });
    expect(effects).toEqual([
      { type: 'store_output', prediction_id: 'p1', url: 'https://x/1.png' },
    ]);
  });
  test.each([
    ['[R3] no usable output', checked('succeeded'), 'bad_output', true],
    ['[R4] moderated', checked('failed', { moderated: true }), 'moderated', true],
    ['[R4] failed', checked('failed'), 'prediction_failed', true],
    ['[R5] canceled unasked', checked('canceled'), 'timed_out', true],
    [
      '[R5] canceled unasked before it began',
      checked('canceled', { began: false }),
      'timed_out',
      false,
    ],
    ['[R6] aborted unasked', checked('aborted'), 'prediction_aborted', false],
    [
      '[R8] gone',
      { type: 'check_failed', prediction_id: 'p1', gone: true, retry_after_ms: 0 } as const,
      'output_expired',
      true,
    ],
  ])('%s fails the job', (_title, event, code, charged) => {
    expect(play(...running, [event, 1_000]).job).toMatchObject({
      state: 'failed',
      code,
      may_have_been_charged: charged,
    });
  });
  test('[R7] only ever checks again where a check failed', () => {
    const failed: JobEvent = {
      type: 'check_failed',
      prediction_id: 'p1',
      gone: false,
      retry_after_ms: 0,
    };
    let at = 1_000;
    let { job } = play(...running, [failed, at]);
    for (let tries = 0; tries < 8; tries += 1) {
      at += policy.retryMs.longest;
      const next = advance(job, wake, T0 + at);
      expect(next.effects).toEqual([{ type: 'check_prediction', prediction_id: 'p1' }]);
      job = advance(next.job, failed, T0 + at).job;
    }
  });
  test('[R9] checks an old prediction less often than a young one', () => {
    expect(checkInterval(200_000, 1)).toBeGreaterThan(checkInterval(1_000, 1));
  });
  test('[R9] checks each prediction less often the more of them run over all rooms', () => {
    const { effects } = play(...running, [checked('processing', { running: 100 }), 1_000]);
    expect(effects).toEqual([{ type: 'wait', until: T0 + 1_000 + checkInterval(1_000, 100) }]);
    // 3,000 requests a minute are allowed, for all of them together.
    for (const count of [1, 20, 100, 1_000]) {
      expect((count * 60_000) / checkInterval(1_000, count)).toBeLessThan(3_000);
    }
  });
  test('[R7] heeds what a provider asks that is asked too often', () => {
    const throttled: JobEvent = {
      type: 'check_failed',
      prediction_id: 'p1',
      gone: false,
      retry_after_ms: 20_000,
    };
    const { effects } = play(...running, [wake, 1_000], [throttled, 1_000]);
    expect(effects).toEqual([{ type: 'wait', until: T0 + 21_000 }]);
  });
});

describe('storing', () => {
  test('[S1] completes with what was stored', () => {
    expect(play(...storing, [stored, 6_000]).job).toMatchObject({
      state: 'completed',
      image,
      predict_ms: 4000,
    });
  });
  test('[S2] tries a broken download or store again, not for ever', () => {
    let { job } = play(...storing);
    let at = T0 + 5_000;
    let tries = 0;
    while (!hasEnded(job)) {
      job = advance(job, storeFailed('storage'), at).job;
      at += policy.retryMs.longest;
      tries += 1;
      if (!hasEnded(job)) job = advance(job, wake, at).job;
    }
    expect(tries).toBe(policy.maxStores);
    expect(job).toMatchObject({ code: 'storage_failed', may_have_been_charged: true });
  });
  test('[S3] asks once for a fresh address of an output that is gone', () => {
    const once = play(...storing, [storeFailed('gone'), 5_100]);
    expect(once.effects).toEqual([{ type: 'check_prediction', prediction_id: 'p1' }]);
    const twice = play(
      ...storing,
      [storeFailed('gone'), 5_100],
      [succeeded, 5_200],
      [storeFailed('gone'), 5_300],
    );
    expect(twice.job).toMatchObject({ state: 'failed', code: 'output_expired' });
  });
  test('[S4] fails where the bytes are no image', () => {
    expect(play(...storing, [storeFailed('not_an_image'), 5_100]).job).toMatchObject({
      code: 'bad_output',
      may_have_been_charged: true,
    });
  });
});
