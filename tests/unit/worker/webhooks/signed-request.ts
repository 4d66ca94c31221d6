import { createHmac } from 'node:crypto';
import type { SecretSource } from '../../../../src/worker/webhooks/verify-webhook.ts';

/** The vector that the libraries of Standard Webhooks are tested with. */
export const vector = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

/** The time at which the vector was signed, in milliseconds. */
export const signedAt = vector.timestamp * 1000;

export const otherSecret = 'whsec_c2l4dGVlbi1ieXRlcy1hdC1sZWFzdA==';

/** A signature made by the book, with Node's own HMAC. */
export function signature(secret: string, body: string | Uint8Array = vector.body): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const hmac = createHmac('sha256', key).update(`${vector.id}.${vector.timestamp}.`).update(body);
  return `v1,${hmac.digest('base64')}`;
}

/** The vector as a request; `null` leaves a header out. */
export function request(
  headers: Record<string, string | null> = {},
  body: BodyInit = vector.body,
): Request {
  const all = {
    'webhook-id': vector.id,
    'webhook-timestamp': String(vector.timestamp),
    'webhook-signature': vector.signature,
    ...headers,
  };
  const sent = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  );
  const streamed = body instanceof ReadableStream ? { duplex: 'half' } : {};
  return new Request('https://darkroom.test/webhooks/replicate', {
    method: 'POST',
    headers: sent,
    body,
    ...streamed,
  });
}

/** Secrets that are known from the start, and stay as they are. */
export function secretsOf(...secrets: string[]): SecretSource {
  return { known: async () => secrets, renewed: async () => secrets };
}
