import { z } from 'zod';
import { WEBHOOK_EVENTS } from '../predictions/prediction-record.ts';
import { callEffect, createEffect, readEffect } from './call-faults.ts';
import { outputEffect } from './file-faults.ts';
import { predictionEffect } from './prediction-faults.ts';
import { streamEffect } from './stream-faults.ts';
import { webhookEffect } from './webhook-faults.ts';

const shared = {
  /** Only predictions whose prompt has these words, in any case. */
  prompt_includes: z.string().min(1).optional(),
  /** How many calls it strikes before it is used up. */
  times: z.int().min(1).max(1_000_000).default(1),
};
const { times } = shared;

/** Do what was asked first, then strike: the caller never learns of it. */
const after_accept = z.boolean().default(false);

/** One fault: where it strikes, on which occasions, how often, and what then happens. */
export const faultRule = z.discriminatedUnion('on', [
  z
    .strictObject({ on: z.literal('create'), ...shared, after_accept, then: createEffect })
    .refine((rule) => rule.after_accept || rule.then.hold_until_webhook === undefined, {
      error: 'hold_until_webhook needs after_accept: nothing is sent for what was not accepted',
    }),
  z.strictObject({ on: z.literal('cancel'), ...shared, after_accept, then: callEffect }),
  z.strictObject({ on: z.literal('get'), ...shared, then: readEffect }),
  z.strictObject({ on: z.literal('list'), times, then: readEffect }),
  z.strictObject({ on: z.literal('model'), times, then: callEffect }),
  z.strictObject({ on: z.literal('upload'), times, after_accept, then: callEffect }),
  z.strictObject({ on: z.literal('file'), times, then: callEffect }),
  z.strictObject({
    on: z.literal('output'),
    ...shared,
    /** Only this picture of a prediction, counted from 0. */
    picture: z.int().min(0).max(9).optional(),
    /** Only the finished picture, or only those on the way there. */
    part: z.enum(['final', 'preview']).optional(),
    then: outputEffect,
  }),
  z.strictObject({ on: z.literal('stream'), ...shared, then: streamEffect }),
  z.strictObject({ on: z.literal('prediction'), ...shared, then: predictionEffect }),
  z.strictObject({
    on: z.literal('webhook'),
    ...shared,
    /** Only webhooks of this event. */
    event: z.enum(WEBHOOK_EVENTS).optional(),
    then: webhookEffect,
  }),
]);

/** The body of `POST /simulator/faults`. */
export const faultScript = z.array(faultRule).max(100);

export type FaultRule = z.infer<typeof faultRule>;
export type FaultPoint = FaultRule['on'];
