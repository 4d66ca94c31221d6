import * as z from 'zod/mini';

/** Why a request was refused. A refused request changed nothing. */
export const refusalCodes = [
  'malformed',
  'invalid',
  'too_large',
  'too_fast',
  'too_many',
  'hello_first',
  'unsupported_version',
  'unknown_model',
  'not_signed_in',
  'foreign_origin',
  'not_found',
  'not_allowed',
  'not_configured',
  'internal',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** How a refusal crosses the wire, over HTTP and over the WebSocket: a code and a plain sentence. */
export const refusalSchema = z.object({
  code: z.enum(refusalCodes),
  message: z.string(),
  /** The field that has to change, where it is one. */
  field: z.optional(z.string()),
});

export type Refusal = z.infer<typeof refusalSchema>;

/** Why an image was not made. Each has one sentence, in domain/image-failures.ts. */
export const imageFailureCodes = [
  'not_configured',
  'unauthorized',
  'no_credit',
  'model_not_found',
  'invalid_input',
  'source_gone',
  'moderated',
  'prediction_failed',
  'prediction_aborted',
  'provider_unavailable',
  'timed_out',
  'waited_too_long',
  'bad_output',
  'output_expired',
  'storage_failed',
  'unresolved',
  'canceled',
  'internal',
] as const;

export type ImageFailureCode = (typeof imageFailureCodes)[number];

export const imageErrorSchema = z.object({
  code: z.enum(imageFailureCodes),
  message: z.string(),
  may_have_been_charged: z.boolean(),
  /** What the provider said of it, where that helps and is fit to be shown: one line. */
  detail: z._default(z.nullable(z.string()), null),
});

export type ImageError = z.infer<typeof imageErrorSchema>;
