import { z } from 'zod';

const shared = {
  /** Only predictions whose prompt has these words, in any case. */
  prompt_includes: z.string().min(1).optional(),
  /** How many calls it strikes before it is used up. */
  times: z.int().min(1).max(1_000_000).default(1),
};

/** What a call meets instead of its answer, or (`hold` alone) before it. */
const callEffect = z
  .strictObject({
    status: z.int().min(200).max(599).optional(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.json().optional(),
    /** Break the connection without an answer. */
    reset: z.literal(true).optional(),
    /** Milliseconds to hold the call first. */
    hold: z.int().min(0).max(3_600_000).default(0),
    /** A 200 whose body is this text although it says it is JSON. */
    junk: z.string().optional(),
  })
  .refine((then) => [then.status, then.reset, then.junk].filter(isSet).length <= 1, {
    error: 'status, reset and junk exclude one another',
  })
  .refine((then) => [then.status, then.reset, then.junk].some(isSet) || then.hold > 0, {
    error: 'needs one of status, reset, junk, hold',
  });

const outputEffect = z.strictObject({
  file: z.enum(['missing', 'truncated', 'html', 'svg', 'endless', 'slow']),
});

const predictionEffect = z.union([
  z.strictObject({ fail: z.string() }),
  z.strictObject({ hang: z.enum(['starting', 'processing']) }),
  z.strictObject({ abort: z.literal(true) }),
  z.strictObject({ status: z.string().min(1) }),
  z.strictObject({ output: z.json() }),
]);

const webhookEffect = z.union([
  z.strictObject({ drop: z.literal(true) }),
  z.strictObject({ repeat: z.int().min(2).max(20) }),
  z.strictObject({ forge: z.literal(true) }),
  z.strictObject({ skew_seconds: z.int() }),
]);

const faultRule = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('create'),
    ...shared,
    /** Do what was asked first, then strike: the caller never learns of it. */
    after_accept: z.boolean().default(false),
    then: callEffect,
  }),
  z.strictObject({
    on: z.literal('cancel'),
    ...shared,
    after_accept: z.boolean().default(false),
    then: callEffect,
  }),
  z.strictObject({ on: z.literal('get'), ...shared, then: callEffect }),
  z.strictObject({ on: z.literal('list'), times: shared.times, then: callEffect }),
  z.strictObject({ on: z.literal('model'), times: shared.times, then: callEffect }),
  z.strictObject({
    on: z.literal('output'),
    ...shared,
    then: z.union([outputEffect, callEffect]),
  }),
  z.strictObject({ on: z.literal('prediction'), ...shared, then: predictionEffect }),
  z.strictObject({ on: z.literal('webhook'), ...shared, then: webhookEffect }),
]);

/** The body of `POST /simulator/faults`. */
export const faultScript = z.array(faultRule).max(100);

export type FaultRule = z.infer<typeof faultRule>;
export type FaultPoint = FaultRule['on'];
export type CallEffect = z.infer<typeof callEffect>;
export type FileEffect = z.infer<typeof outputEffect>['file'];
export type WebhookEffect = z.infer<typeof webhookEffect>;

function isSet(value: unknown): boolean {
  return value !== undefined;
}
