import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { SimulatorContext } from '../simulator-env.ts';
import type { FileEffect } from './file-faults.ts';
import {
  bomb,
  bombByHeader,
  polyglot,
  withBrokenRest,
  withTrailingPage,
  withWrongMagic,
} from './spoiled-pictures.ts';
import { drip, endless, padded, stalled } from './spoiled-streams.ts';
import type { Struck } from './strike.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** More than the 32 MiB that are a usual limit. */
const OVERSIZE_BYTES = 33 * 1024 * 1024;
const HUGE_BYTES = 10 * 1024 ** 3;

const DENIED = '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>';

/** What the delivery host says of an address that is no longer good. */
export function denied(): Struck {
  const headers = { 'content-type': 'application/xml' };
  return { response: new Response(DENIED, { status: 403, headers }), status: 403 };
}

/**
 * Answers for an output file in one of the ways in which downloads go wrong.
 * @param bytes the file as it should have been
 */
export async function spoilFile(
  c: SimulatorContext,
  effect: FileEffect,
  bytes: Bytes,
  contentType: string,
): Promise<Struck> {
  const answer = (
    body: string | Bytes | ReadableStream<Bytes>,
    headers: Record<string, string> = {},
    status = 200,
  ): Struck => ({
    response: new Response(body, {
      status,
      headers: { 'content-type': contentType, ...headers },
    }),
    status,
  });
  const whole = (body: Bytes, type = contentType): Struck =>
    answer(body, { 'content-type': type, 'content-length': String(body.length) });
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  switch (effect) {
    case 'missing':
      return answer('Not Found', {}, 404);
    case 'forbidden':
    case 'expired':
      return denied();
    case 'html':
      return answer('<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>');
    case 'svg':
      return answer('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    case 'text':
      return answer('The picture could not be found. Please try again later.\n');
    case 'empty':
      return whole(new Uint8Array());
    case 'wrong_magic':
      return whole(withWrongMagic(bytes));
    case 'broken_rest':
      return whole(withBrokenRest(bytes));
    case 'trailing_html':
      return whole(withTrailingPage(bytes));
    case 'polyglot':
      return whole(polyglot(), 'image/png');
    case 'bomb_header':
      return whole(bombByHeader(), 'image/png');
    case 'bomb':
      return whole(await bomb(), 'image/png');
    case 'endless':
      return answer(endless(bytes));
    case 'oversize':
      return answer(padded(bytes, OVERSIZE_BYTES));
    case 'slow':
      return answer(drip(bytes));
    case 'stalled':
      return answer(stalled(bytes));
    case 'truncated':
      return sendRaw(c, half, bytes.length, contentType);
    case 'length_too_large':
      return sendRaw(c, bytes, bytes.length + 1000, contentType);
    case 'length_too_small':
      return sendRaw(c, bytes, half.length, contentType);
    case 'length_huge':
      return sendRaw(c, bytes, HUGE_BYTES, contentType);
  }
}

/** Sends these bytes under another length and hangs up, which only the raw connection can do. */
function sendRaw(c: SimulatorContext, bytes: Bytes, length: number, contentType: string): Struck {
  const { outgoing } = c.env;
  outgoing.writeHead(200, {
    'content-type': contentType,
    'content-length': length,
    connection: 'close',
  });
  outgoing.write(bytes, () => {
    outgoing.destroy();
  });
  return { response: RESPONSE_ALREADY_SENT, status: 200 };
}
