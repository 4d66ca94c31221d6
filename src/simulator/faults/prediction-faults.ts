import { z } from 'zod';
import {
  PROGRESS,
  type Outcome,
  type PredictionRecord,
  type Quirks,
} from '../predictions/prediction-record.ts';

/** What models are known to fail with, in their own words. */
const FAILURES = {
  nsfw: 'NSFW content detected. Try running it again, or try a different prompt.',
  sensitive:
    'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)',
  out_of_memory: 'CUDA out of memory. (E1001)',
} as const;

/** How a prediction can end, or not; never two of them. */
const ENDINGS = ['fail', 'fail_like', 'hang', 'abort', 'status', 'output'] as const;

const ms = z.int().min(0).max(86_400_000);

/** How a prediction goes. Fixed when it is created: nothing that comes later changes it. */
export const predictionEffect = z
  .strictObject({
    fail: z.string().optional(),
    fail_like: z.enum(['nsfw', 'sensitive', 'out_of_memory']).optional(),
    hang: z.enum(['starting', 'processing']).optional(),
    abort: z.literal(true).optional(),
    /** This status in the place of `processing`, for ever or for `for_ms`. */
    status: z.string().min(1).optional(),
    /** After so long the run begins and goes as usual. */
    for_ms: ms.optional(),
    /** `$PICTURE_0` is the address of the first picture, `$ORIGIN` where the simulator is. */
    output: z.json().optional(),
    /** How long the run takes. */
    seconds: z.number().positive().max(86_400).optional(),
    /** How many times its usual time the run takes. */
    factor: z.number().positive().max(10_000).optional(),
    /** How many pictures it makes, whatever was asked for. */
    pictures: z.int().min(0).max(9).optional(),
    /** Cancels are taken, and it goes on all the same. */
    ignores_cancel: z.literal(true).optional(),
    progress: z.enum(PROGRESS).optional(),
    /** Lists leave it out for so long after it was created. */
    unlisted_ms: ms.optional(),
    /** How long after its end input, output and logs stay; an hour if left out. */
    data_kept_ms: ms.optional(),
    /** How long after its end the addresses of its pictures stay good. */
    files_kept_ms: ms.optional(),
    /** Once they are no longer good, the next GET gives addresses that are. */
    fresh_address: z.literal(true).optional(),
  })
  .superRefine((then, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
    if (Object.keys(then).length === 0) refuse('says nothing');
    const endings = ENDINGS.filter((name) => then[name] !== undefined);
    if (endings.length > 1) refuse(`${ENDINGS.join(', ')} exclude one another`);
    if (then.for_ms !== undefined && then.status === undefined) {
      refuse('for_ms goes with status');
    }
    if (then.seconds !== undefined && then.factor !== undefined) {
      refuse('seconds and factor exclude one another');
    }
    if (then.fresh_address !== undefined && then.files_kept_ms === undefined) {
      refuse('fresh_address goes with files_kept_ms');
    }
  });

export type PredictionEffect = z.infer<typeof predictionEffect>;

/** How a prediction with this fault goes. */
export function outcomeOf(then: PredictionEffect): Outcome {
  if (then.fail !== undefined) return { kind: 'fail', error: then.fail };
  if (then.fail_like !== undefined) return { kind: 'fail', error: FAILURES[then.fail_like] };
  if (then.hang !== undefined) return { kind: 'hang', phase: then.hang };
  if (then.abort) return { kind: 'abort' };
  if (then.status !== undefined) {
    return { kind: 'status', status: then.status, for_ms: then.for_ms };
  }
  if (then.output !== undefined) return { kind: 'output', output: then.output };
  return { kind: 'succeed' };
}

/** The record as this fault has it. */
export function afflict(record: PredictionRecord, then: PredictionEffect): PredictionRecord {
  const { ignores_cancel, progress, unlisted_ms, data_kept_ms, files_kept_ms, fresh_address } =
    then;
  const quirks: Quirks = {
    ignores_cancel,
    progress,
    unlisted_ms,
    data_kept_ms,
    files_kept_ms,
    fresh_address,
  };
  const factor =
    then.seconds === undefined ? (then.factor ?? 1) : (then.seconds * 1000) / record.run_ms;
  return {
    ...record,
    outcome: outcomeOf(then),
    quirks,
    plan: { ...record.plan, outputs: then.pictures ?? record.plan.outputs },
    start_ms: record.start_ms * Math.min(factor, 1),
    run_ms: record.run_ms * factor,
  };
}
