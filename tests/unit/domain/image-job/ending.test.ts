import { describe, expect, test } from 'vitest';
import { advance, hasExpired } from '../../../../src/domain/image-job/advance.ts';
import { hasEnded, type JobEvent } from '../../../../src/domain/image-job/job.ts';
import { policy } from '../../../../src/domain/image-job/policy.ts';
import {
  T0,
  play,
  wake,
  created,
  unknown,
  cancel,
  checked,
  succeeded,
  stored,
  running,
  storing,
  type Step,
} from './playing.ts';

describe('canceling', () => {
  test('[X1] ends a queued job at once, uncharged', () => {
    expect(play([cancel]).job).toMatchObject({
      state: 'canceled',
      canceled_by: 'ada',
      may_have_been_charged: false,
    });
  });
  test('[X2] is remembered until the prediction is known', () => {
    const { effects } = play([wake], [cancel, 10], [created, 20]);
    expect(effects).toEqual([{ type: 'cancel_prediction', prediction_id: 'p1' }]);
  });
  test('[X3] asks the provider, then takes its word for the end', () => {
    const sent: JobEvent = { type: 'cancel_sent', prediction_id: 'p1' };
    const told = play(...running, [cancel, 10], [wake, 10], [sent, 20]);
    expect(told.effects).toEqual([{ type: 'check_prediction', prediction_id: 'p1' }]);
    expect(advance(told.job, checked('canceled'), T0 + 30).job).toMatchObject({
      state: 'canceled',
      may_have_been_charged: true,
    });
    expect(advance(told.job, checked('aborted'), T0 + 30).job).toMatchObject({
      state: 'canceled',
      may_have_been_charged: false,
    });
  });
  test('[X4] tries the cancel again where it failed', () => {
    const failed: JobEvent = { type: 'cancel_failed', prediction_id: 'p1' };
    const { effects } = play(...running, [cancel, 10], [wake, 10], [failed, 20], [wake, 5_000]);
    expect(effects).toEqual([{ type: 'cancel_prediction', prediction_id: 'p1' }]);
  });
  test('[X5] keeps a success that overtook the cancel', () => {
    const { job } = play(...running, [cancel, 10], [wake, 10], [succeeded, 20], [stored, 30]);
    expect(job.state).toBe('completed');
  });
  test('[X8] is passed on right after the check that it came during', () => {
    const { effects } = play(
      ...running,
      [wake, 1_000],
      [cancel, 1_010],
      [checked('processing'), 1_020],
    );
    expect(effects).toEqual([{ type: 'cancel_prediction', prediction_id: 'p1' }]);
  });
  test('[X6] changes nothing while storing', () => {
    const { job } = play(...storing);
    expect(advance(job, cancel, T0 + 6_000).job).toBe(job);
  });
  test('[X7] is never answered with an effect', () => {
    expect(play(...running, [cancel, 10]).effects).toEqual([]);
  });
});

describe('ending', () => {
  test('[E1] nothing changes a job that ended', () => {
    const { job } = play(...storing, [stored, 6_000]);
    for (const event of [
      wake,
      created,
      cancel,
      checked('failed'),
      { type: 'abandoned' },
    ] as const) {
      expect(advance(job, event, T0 + 10_000)).toEqual({ job, effects: [] });
    }
  });
  test('[E2] ignores the late report of an earlier attempt', () => {
    const settled = policy.settleMs.answered + 1;
    const { job } = play(
      [wake],
      [unknown(true)],
      [wake, settled],
      [{ type: 'found', attempt: 1, prediction_id: null, reaches_back: true }, settled],
    );
    expect(job).toMatchObject({ state: 'submitting', attempt: 2 });
    for (const event of [unknown(true), created] as const) {
      expect(advance(job, event, T0 + settled + 1)).toEqual({ job, effects: [] });
    }
  });
  test('[E2] ignores what is late, repeated, or of another prediction', () => {
    const { job } = play(...running, [wake, 1_000]);
    for (const event of [
      created,
      stored,
      unknown(true),
      { ...checked('failed'), prediction_id: 'other' } as JobEvent,
    ] as const) {
      expect(advance(job, event, T0 + 1_001)).toEqual({ job, effects: [] });
    }
  });
  const late = policy.runMs;
  const afterGrace = policy.runMs + policy.graceMs;
  test('[E3] past the deadline what is queued fails and what is submitting is unresolved', () => {
    expect(play([wake, policy.waitMs]).job).toMatchObject({
      code: 'waited_too_long',
      may_have_been_charged: false,
    });
    expect(play([wake], [wake, late]).job.state).toBe('unresolved');
  });
  test('[E4] past the deadline what runs is canceled, and ends after the grace', () => {
    const over = play(...running, [wake, late]);
    expect(over.effects).toEqual([{ type: 'cancel_prediction', prediction_id: 'p1' }]);
    expect(play(...running, [wake, afterGrace]).job).toMatchObject({
      code: 'timed_out',
      may_have_been_charged: true,
    });
  });
  test('[E5] what was made in the last moment of the run has time to be stored', () => {
    const lastMoment: Step[] = [...running, [succeeded, late - 1]];
    const until = late - 1 + policy.storeMs;
    expect(play(...lastMoment, [wake, until - 1]).effects).toMatchObject([
      { type: 'store_output' },
    ]);
    expect(play(...lastMoment, [wake, until]).job).toMatchObject({
      code: 'storage_failed',
      may_have_been_charged: true,
    });
  });
  test('[E6] what is abandoned ends only where nothing can have been paid', () => {
    const abandoned: JobEvent = { type: 'abandoned' };
    expect(play([abandoned]).job).toMatchObject({ code: 'internal', may_have_been_charged: false });
    for (const steps of [[[wake]], running, storing] as Step[][]) {
      const { job } = play(...steps);
      expect(advance(job, abandoned, T0 + 5_000)).toEqual({ job, effects: [] });
    }
  });
  test('[E8] time alone ends a job whose consumer never comes back, lease or not', () => {
    for (const [steps, at] of [
      [[[wake, 0]], late],
      [[], policy.waitMs],
      [running, afterGrace],
      [storing, late],
    ] as [Step[], number][]) {
      const { job } = play(...steps);
      expect(hasExpired(job, T0 + at - 1)).toBe(false);
      expect(hasExpired(job, T0 + at)).toBe(true);
      expect(hasEnded(advance(job, wake, T0 + at).job)).toBe(true);
    }
  });
});
