import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { SimulatorContext } from '../simulator-env.ts';
import type { FileEffect } from './fault-script.ts';
import type { Struck } from './strike.ts';

const DRIP_BYTES = 64;
const DRIP_MS = 250;

/**
 * Answers for an output file in one of the ways in which downloads go wrong.
 * @param bytes the file as it should have been
 */
export function spoilFile(
  c: SimulatorContext,
  effect: FileEffect,
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Struck {
  const headers = { 'content-type': contentType };
  const answer = (
    body: string | ReadableStream<Uint8Array<ArrayBuffer>>,
    status = 200,
  ): Struck => ({
    response: new Response(body, { status, headers }),
    status,
  });
  switch (effect) {
    case 'missing':
      return answer('Not Found', 404);
    case 'html':
      return answer('<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>');
    case 'svg':
      return answer('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    case 'endless':
      return answer(endless(bytes));
    case 'slow':
      return answer(drip(bytes));
    case 'truncated':
      return truncate(c, bytes, contentType);
  }
}

function endless(start: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(start);
    },
    pull(controller) {
      controller.enqueue(new Uint8Array(65_536));
    },
  });
}

function drip(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await delay(DRIP_MS, undefined, { ref: false });
      controller.enqueue(bytes.subarray(sent, sent + DRIP_BYTES));
      sent += DRIP_BYTES;
      if (sent >= bytes.length) controller.close();
    },
  });
}

/** Promises the whole length, sends half and hangs up, which only the raw connection can do. */
function truncate(c: SimulatorContext, bytes: Uint8Array, contentType: string): Struck {
  const { outgoing } = c.env;
  outgoing.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    outgoing.destroy();
  });
  return { response: RESPONSE_ALREADY_SENT, status: 200 };
}
