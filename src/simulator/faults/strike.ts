import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { SimulatorContext } from '../simulator-env.ts';
import type { CallEffect } from './fault-script.ts';

/** What a call met, and the status to write in the ledger: 0 when no answer went out. */
export interface Struck {
  response: Response;
  status: number;
}

/**
 * Lets a fault happen to a call.
 * @returns undefined when it only held the call, which then goes on
 */
export async function strike(c: SimulatorContext, then: CallEffect): Promise<Struck | undefined> {
  if (then.hold > 0) await delay(then.hold, undefined, { ref: false });
  if (then.reset) return { response: breakConnection(c), status: 0 };
  if (then.junk !== undefined) {
    const headers = { 'content-type': 'application/json', ...then.headers };
    return { response: new Response(then.junk, { status: 200, headers }), status: 200 };
  }
  if (then.status === undefined) return undefined;
  const headers = { 'content-type': 'application/json', ...then.headers };
  const body = then.body === undefined ? null : JSON.stringify(then.body);
  // A body is forbidden with these, and Response throws if it is given one.
  const bare = [204, 205, 304].includes(then.status);
  const response = new Response(bare ? null : body, { status: then.status, headers });
  return { response, status: then.status };
}

/** Cuts the caller off: it sees a reset connection instead of an answer. */
export function breakConnection(c: SimulatorContext): Response {
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}
