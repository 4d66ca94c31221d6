import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Refusal, RefusalCode } from '../../protocol/errors.ts';

const statusOf: Record<RefusalCode, ContentfulStatusCode> = {
  malformed: 400,
  invalid: 422,
  too_large: 413,
  too_fast: 429,
  too_many: 429,
  hello_first: 400,
  unsupported_version: 400,
  unknown_model: 422,
  not_signed_in: 401,
  foreign_origin: 403,
  not_found: 404,
  not_allowed: 403,
  not_configured: 503,
  internal: 500,
};

/** Answers an HTTP request with a refusal, under the status that fits its code. */
export function refuse(c: Context, error: Refusal) {
  return c.json({ error }, statusOf[error.code]);
}
