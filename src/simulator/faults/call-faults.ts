import { z } from 'zod';
import { WEBHOOK_EVENTS } from '../predictions/prediction-record.ts';
import { REFUSALS } from './refusals.ts';

/** What takes the place of the answer; never two of them. */
const ANSWERS = ['status', 'refuse', 'reset', 'junk'] as const;

const shape = {
  status: z.int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.json().optional(),
  /** One of Replicate's own refusals, with its status and its words. */
  refuse: z.enum(REFUSALS).optional(),
  /** Seconds that a `throttled` call is told to wait. Without it, it is told nothing. */
  retry_after: z.int().min(0).max(86_400).optional(),
  /** Where it is told so; `date` is the header as a date. Header and body if left out. */
  retry_after_in: z.enum(['both', 'header', 'date', 'body']).optional(),
  /** Break the connection without an answer. */
  reset: z.literal(true).optional(),
  /** Milliseconds to hold the call first. */
  hold: z.int().min(0).max(3_600_000).default(0),
  /** A 200 whose body is this text although it says it is JSON. */
  junk: z.string().optional(),
};

/** What a call meets instead of its answer, or (`hold` alone) before it. */
export const callEffect = z.strictObject(shape).superRefine(check);

/** What a create meets. */
export const createEffect = z
  .strictObject({
    ...shape,
    /** Hold the answer until this webhook has reached its receiver: it knows first. */
    hold_until_webhook: z.enum(WEBHOOK_EVENTS).optional(),
  })
  .superRefine(check);

/** What a call that reads predictions meets. */
export const readEffect = z
  .strictObject({
    ...shape,
    /** Answer as it would have this many milliseconds ago. */
    stale_ms: z.int().min(1).max(3_600_000).optional(),
  })
  .superRefine(check);

export type CallEffect = z.infer<typeof callEffect>;

type Checked = CallEffect & { hold_until_webhook?: unknown; stale_ms?: unknown };

function check(then: Checked, context: z.core.$RefinementCtx): void {
  const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
  const answers = ANSWERS.filter((name) => then[name] !== undefined);
  if (answers.length > 1) refuse(`${ANSWERS.join(', ')} exclude one another`);
  const others = then.hold > 0 || (then.hold_until_webhook ?? then.stale_ms) !== undefined;
  if (answers.length === 0 && !others) {
    refuse(`needs one of ${ANSWERS.join(', ')}, hold (or hold_until_webhook, stale_ms)`);
  }
  if (then.retry_after !== undefined && then.refuse !== 'throttled') {
    refuse('retry_after goes with refuse: throttled');
  }
  if (then.retry_after_in !== undefined && then.retry_after === undefined) {
    refuse('retry_after_in says where retry_after goes, so it needs one');
  }
  if (then.stale_ms !== undefined && answers.length > 0) refuse('a stale answer is an answer');
}
