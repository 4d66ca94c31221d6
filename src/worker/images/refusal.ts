import type { ImageFailureCode } from '../../protocol/errors.ts';
import { refusalDetail } from './provider-detail.ts';
import type { Report } from './turn.ts';

/** How long to wait after a 429 that does not say how long, in milliseconds. */
const unsaidMs = 2_000;

/**
 * What a clear refusal means for the job.
 *
 * @param error what the replicate package threw
 * @param body of the answer
 * @returns `null` where the answer is no refusal: none at all, or a server's error
 */
export function refusalOf(error: unknown, attempt: number, body: string): Report | null {
  const status = statusOf(error);
  if (status === 429) {
    const asked = Math.max(retryAfterMs(error), retryAfterIn(body));
    const retry_after_ms = Math.max(asked, unsaidMs);
    return { type: 'create_postponed', attempt, retry_after_ms };
  }
  const codes: Record<number, ImageFailureCode> = {
    400: 'invalid_input',
    401: 'unauthorized',
    402: 'no_credit',
    403: 'unauthorized',
    404: 'model_not_found',
    422: 'invalid_input',
  };
  const code = status === null ? undefined : codes[status];
  if (!code) return null;
  // Of the account nobody in the room is to read what Replicate says.
  const isPrivate = code === 'unauthorized' || code === 'no_credit';
  return { type: 'create_refused', attempt, code, detail: isPrivate ? null : refusalDetail(body) };
}

/** `retry_after` in seconds, where a throttled answer has it in its body only. */
function retryAfterIn(body: string): number {
  const seconds = /"retry_after"\s*:\s*(\d+(?:\.\d+)?)/.exec(body)?.[1];
  return seconds === undefined ? 0 : Number(seconds) * 1000;
}

function responseOf(error: unknown): Response | null {
  if (typeof error !== 'object' || error === null || !('response' in error)) return null;
  return error.response instanceof Response ? error.response : null;
}

/** The status of the answer that the replicate package threw; `null` where none came. */
export function statusOf(error: unknown): number | null {
  return responseOf(error)?.status ?? null;
}

/** How long an answer asks us to wait, in milliseconds; 0 where it does not. */
export function retryAfterMs(error: unknown): number {
  const value = responseOf(error)?.headers.get('retry-after') ?? '';
  const seconds = Number(value);
  if (value !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}
