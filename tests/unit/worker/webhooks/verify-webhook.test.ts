import { expect, test } from 'vitest';
import {
  keyOfSecret,
  mostWebhookBytes,
  toleranceMs,
  verifyWebhook,
} from '../../../../src/worker/webhooks/verify-webhook.ts';
import { otherSecret, request, secretsOf, signature, signedAt, vector } from './signed-request.ts';

const known = secretsOf(vector.secret);

/** Why a request is refused, or `taken`. */
async function verdict(asked: Request, now = signedAt, secrets = known): Promise<string> {
  const verified = await verifyWebhook(asked, secrets, now);
  return verified.ok ? 'taken' : verified.reason;
}

test('the vector of Standard Webhooks is taken, with its id and its body', async () => {
  expect(await verifyWebhook(request(), known, signedAt)).toEqual({
    ok: true,
    id: vector.id,
    body: vector.body,
  });
});

test.each([
  ['exactly five minutes late', toleranceMs, 'taken'],
  ['a millisecond later than that', toleranceMs + 1, 'too_old'],
  ['exactly five minutes early', -toleranceMs, 'taken'],
  ['a millisecond earlier than that', -toleranceMs - 1, 'too_new'],
])('a webhook that comes %s is judged by our clock', async (_when, offMs, expected) => {
  expect(await verdict(request(), signedAt + offMs)).toBe(expected);
});

test.each([
  ['a changed body', request({}, '{"test": 2432232315}')],
  ['a body that was parsed and written again', request({}, '{"test":2432232314}')],
  ['a body with a line break after it', request({}, `${vector.body}\n`)],
  ['no body', request({}, '')],
  ['another id', request({ 'webhook-id': 'msg_other' })],
  ['another time', request({ 'webhook-timestamp': String(vector.timestamp + 1) })],
  ['a time that is written otherwise', request({ 'webhook-timestamp': `0${vector.timestamp}` })],
  ['another secret', request({ 'webhook-signature': signature(otherSecret) })],
])('%s does not fit the signature', async (_name, asked) => {
  expect(await verdict(asked)).toBe('signature_wrong');
});

test('the raw bytes count, also where they are no text', async () => {
  const bytes = Uint8Array.of(0x7b, 0xff, 0xfe, 0x00, 0x7d);
  const signed = { 'webhook-signature': signature(vector.secret, bytes) };
  expect(await verdict(request(signed, bytes))).toBe('taken');
  expect(await verdict(request(signed, Uint8Array.of(0x7b, 0xff, 0xfd, 0x00, 0x7d)))).toBe(
    'signature_wrong',
  );
});

test.each([
  ['the first', `${vector.signature} ${signature(otherSecret)}`],
  ['the second', `${signature(otherSecret)} ${vector.signature}`],
  ['the one after another version', `v1a,${'A'.repeat(88)} ${vector.signature}`],
  ['the one after what is no signature', `v1,?? v1 , ${vector.signature}`],
])('of several signatures %s may be the one that fits', async (_name, signatures) => {
  expect(await verdict(request({ 'webhook-signature': signatures }))).toBe('taken');
});

test('of two secrets either may have signed', async () => {
  for (const secrets of [
    secretsOf(vector.secret, otherSecret),
    secretsOf(otherSecret, vector.secret),
  ]) {
    expect(await verdict(request(), signedAt, secrets)).toBe('taken');
  }
  expect(await verdict(request(), signedAt, secretsOf(otherSecret))).toBe('signature_wrong');
});

test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
  'without %s nothing is taken, and no secret is asked for',
  async (name) => {
    const untouchable = {
      known: () => expect.fail('a secret was asked for'),
      renewed: () => expect.fail('a secret was asked for'),
    };
    expect(await verdict(request({ [name]: null }), signedAt, untouchable)).toBe('header_missing');
    expect(await verdict(request({ [name]: '' }), signedAt, untouchable)).toBe('header_missing');
  },
);

const value = vector.signature.slice(3);

test.each([
  ['an id with a full stop', { 'webhook-id': 'msg.1614265330' }],
  ['an id with a space', { 'webhook-id': 'msg 1' }],
  ['an endless id', { 'webhook-id': 'm'.repeat(129) }],
  ['a time in words', { 'webhook-timestamp': 'now' }],
  ['a broken second', { 'webhook-timestamp': `${vector.timestamp}.5` }],
  ['a time with a sign', { 'webhook-timestamp': `+${vector.timestamp}` }],
  ['a time in hexadecimal', { 'webhook-timestamp': '0x60379d72' }],
  ['a signature without its version', { 'webhook-signature': value }],
  ['another version alone', { 'webhook-signature': `v9,${value}` }],
  ['a version in capitals', { 'webhook-signature': `V1,${value}` }],
  ['base64 without its padding', { 'webhook-signature': `v1,${value.slice(0, -1)}` }],
  ['base64 for addresses', { 'webhook-signature': `v1,${value.replace('+', '-')}` }],
  [
    'another spelling of the same bytes',
    { 'webhook-signature': `v1,${value.replace('E=', 'F=')}` },
  ],
  ['a signature that was cut', { 'webhook-signature': `v1,${value.slice(0, 20)}` }],
  ['hexadecimal', { 'webhook-signature': `v1,${'0a'.repeat(32)}` }],
  ['a comma for a space', { 'webhook-signature': `${vector.signature},${vector.signature}` }],
  [
    'more signatures than rotation needs',
    { 'webhook-signature': `${vector.signature} `.repeat(9) },
  ],
])('%s is no header of a webhook', async (_name, headers) => {
  expect(await verdict(request(headers))).toBe('header_malformed');
});

test('a body that says it is too large is refused before it is read', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024));
      },
    },
    { highWaterMark: 0 },
  );
  const asked = request({ 'content-length': String(mostWebhookBytes + 1) }, body);
  expect(await verdict(asked)).toBe('too_large');
  expect(pulled).toBe(0);
});

test('an endless body is read no further than the cap', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    },
    { highWaterMark: 0 },
  );
  expect(await verdict(request({}, body))).toBe('too_large');
  expect(pulled).toBeLessThanOrEqual(mostWebhookBytes / (64 * 1024) + 2);
});

test('a body of just the cap is taken, and one byte more is not', async () => {
  const most = 'x'.repeat(mostWebhookBytes);
  const signed = { 'webhook-signature': signature(vector.secret, most) };
  expect(await verdict(request(signed, most))).toBe('taken');
  const more = `${most}x`;
  const signedToo = { 'webhook-signature': signature(vector.secret, more) };
  expect(await verdict(request(signedToo, more))).toBe('too_large');
});

test('a body that breaks off is refused', async () => {
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new Error('the connection was cut'));
    },
  });
  expect(await verdict(request({}, body))).toBe('body_cut_off');
});

test('a secret that was replaced is learned when a signature does not fit', async () => {
  let current = otherSecret;
  const secrets = {
    known: async () => [otherSecret],
    renewed: async () => [current],
  };
  expect(await verdict(request(), signedAt, secrets)).toBe('signature_wrong');
  current = vector.secret;
  expect(await verdict(request(), signedAt, secrets)).toBe('taken');
});

test('without a secret nothing is said of a signature', async () => {
  const none = { known: async () => null, renewed: async () => null };
  expect(await verdict(request(), signedAt, none)).toBe('secret_unknown');
  const failing = { known: async () => [otherSecret], renewed: async () => null };
  expect(await verdict(request(), signedAt, failing)).toBe('secret_unknown');
});

test.each(['', 'whsec_', 'whsec', vector.secret.slice(6), 'whsec_a', 'whsec_????', 'whsec_AA=A'])(
  '%j is no secret',
  (secret) => {
    expect(keyOfSecret(secret)).toBeNull();
  },
);
