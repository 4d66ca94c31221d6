import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { SimulatorContext } from '../simulator-env.ts';
import type { CallEffect } from './call-faults.ts';
import { refuse } from './refusals.ts';

/** What a call met, and the status to write in the ledger: 0 when no answer went out. */
export interface Struck {
  response: Response;
  status: number;
}

/**
 * What a fault puts in the place of the answer.
 * @param now milliseconds since 1970
 * @returns undefined when it leaves the answer as it is
 */
export function strike(c: SimulatorContext, then: CallEffect, now: number): Struck | undefined {
  if (then.reset) return { response: breakConnection(c), status: 0 };
  const response = answerOf(then, now);
  return response && { response, status: response.status };
}

/** The status that `strike` will come to; undefined when it leaves the answer as it is. */
export function statusOf(then: CallEffect): number | undefined {
  return then.reset ? 0 : answerOf(then, 0)?.status;
}

/** Waits for as long as a fault holds its call. */
export async function hold(then: CallEffect): Promise<void> {
  if (then.hold > 0) await delay(then.hold, undefined, { ref: false });
}

function answerOf(then: CallEffect, now: number): Response | undefined {
  const response = bareAnswerOf(then, now);
  for (const [name, value] of Object.entries(then.headers)) response?.headers.set(name, value);
  return response;
}

function bareAnswerOf(then: CallEffect, now: number): Response | undefined {
  const headers = { 'content-type': 'application/json' };
  if (then.junk !== undefined) return new Response(then.junk, { headers });
  if (then.refuse !== undefined) {
    const where = then.retry_after_in ?? 'both';
    const retryAfter =
      then.retry_after === undefined ? undefined : { seconds: then.retry_after, where };
    return refuse(then.refuse, retryAfter, now);
  }
  if (then.status === undefined) return undefined;
  const body = then.body === undefined ? null : JSON.stringify(then.body);
  // A body is forbidden with these, and Response throws if it is given one.
  const bare = [204, 205, 304].includes(then.status);
  return new Response(bare ? null : body, { status: then.status, headers });
}

/** Cuts the caller off: it sees a reset connection instead of an answer. */
function breakConnection(c: SimulatorContext): Response {
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}
