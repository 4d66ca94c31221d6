import { apiError, invalidInput, notFound } from '../api-error.ts';

/** The refusals that Replicate's API is known to give, by name. */
export const REFUSALS = [
  'unauthenticated',
  'no_credit',
  'not_found',
  'invalid_version',
  'invalid_input',
  'throttled',
  'server_error',
  'bad_gateway',
  'unavailable',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** How a throttled caller is told when to come back. */
export interface RetryAfter {
  seconds: number;
  where: 'both' | 'header' | 'date' | 'body';
}

/** The 401 of a token that is none. */
export function unauthenticated(): Response {
  return apiError(401, 'Unauthenticated', 'You did not pass a valid authentication token');
}

/** The 422 of a version that cannot be run. */
export function invalidVersion(): Response {
  const detail =
    "The specified version does not exist (or perhaps you don't have permission to use it?)";
  return apiError(422, 'Invalid version or not permitted', detail);
}

/**
 * The answer of one refusal, worded as Replicate words it.
 * @param retryAfter for `throttled`; without it the caller is not told when to come back
 * @param now milliseconds since 1970
 */
export function refuse(
  refusal: Refusal,
  retryAfter: RetryAfter | undefined,
  now: number,
): Response {
  switch (refusal) {
    case 'unauthenticated':
      return unauthenticated();
    case 'no_credit':
      return apiError(402, 'Insufficient credit', NO_CREDIT);
    case 'not_found':
      return notFound();
    case 'invalid_version':
      return invalidVersion();
    case 'invalid_input': {
      const description = 'Must be less than or equal to 4';
      return invalidInput([{ type: 'number_lte', field: 'input.num_outputs', description }]);
    }
    case 'throttled':
      return throttled(retryAfter, now);
    case 'server_error':
      return apiError(500, 'Internal server error', 'An unexpected error occurred.');
    case 'bad_gateway':
      // What stands before the API answers in HTML.
      return new Response('<html><head><title>502 Bad Gateway</title></head></html>', {
        status: 502,
        headers: { 'content-type': 'text/html' },
      });
    case 'unavailable':
      return apiError(503, 'Service unavailable', 'The service is temporarily unavailable.');
  }
}

const NO_CREDIT =
  'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit. Once you purchase credit, please wait a few minutes before trying again.';

const LOW_CREDIT =
  'Your rate limit for creating predictions is reduced to 6 requests per minute with a burst of 1 requests while you have less than $5.0 in credit.';

function throttled(retryAfter: RetryAfter | undefined, now: number): Response {
  const body = { detail: `Request was throttled. ${LOW_CREDIT}`, status: 429 };
  if (!retryAfter) return Response.json(body, { status: 429 });
  const { seconds, where } = retryAfter;
  const headers = new Headers();
  if (where === 'both' || where === 'header') headers.set('retry-after', String(seconds));
  if (where === 'date') headers.set('retry-after', new Date(now + seconds * 1000).toUTCString());
  if (where === 'header' || where === 'date') return Response.json(body, { status: 429, headers });
  const detail = `${body.detail} Your rate limit resets in ~${seconds}s.`;
  const told = { ...body, detail, retry_after: seconds };
  return Response.json(told, { status: 429, headers });
}
