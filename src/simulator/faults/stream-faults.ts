import { z } from 'zod';
import { callEffect } from './call-faults.ts';

/** What becomes of an event stream: it is cut off, falls silent, or ends as Replicate ends old ones. */
const STREAM_EFFECTS = ['cut', 'silent', 'timeout'] as const;
export type StreamEffect = (typeof STREAM_EFFECTS)[number];

/** What somebody meets who listens to a language model. */
export const streamEffect = z.union([
  z.strictObject({
    stream: z.enum(STREAM_EFFECTS),
    /** How many pieces it sends before. */
    after: z.int().min(0).max(100_000),
  }),
  callEffect,
]);
