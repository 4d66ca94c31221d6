import { randomBytes, randomInt } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { newWebhookSecret, signWebhook } from '../../../../src/simulator/webhooks/sign-webhook.ts';
import { verifyWebhook } from '../../../../src/worker/webhooks/verify-webhook.ts';
import { request, secretsOf } from './signed-request.ts';

const now = Date.now();
const seconds = Math.floor(now / 1000);

/** Text of every kind: from all of Unicode, quotes and line breaks included. */
function randomText(): string {
  return Array.from({ length: randomInt(400) }, () => {
    const point = randomInt(randomInt(2) ? 0x80 : 0x10_fff0);
    return point >= 0xd800 && point <= 0xdfff ? '.' : String.fromCodePoint(point);
  }).join('');
}

const cases = Array.from({ length: 200 }, () => ({
  secret: `whsec_${randomBytes(24 + randomInt(41)).toString('base64')}`,
  id: `msg_${randomBytes(randomInt(1, 40)).toString('base64url')}`,
  body: JSON.stringify({ id: randomText(), logs: randomText(), metrics: { time: Math.random() } }),
}));

test('what the stock library signs is taken here', async () => {
  for (const { secret, id, body } of cases) {
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': new Webhook(secret).sign(id, new Date(now), body),
    };
    const secrets = secretsOf(secret);
    expect(await verifyWebhook(request(headers, body), secrets, now)).toEqual({
      ok: true,
      id,
      body,
    });
    expect(await verifyWebhook(request(headers, `${body} `), secrets, now)).toEqual({
      ok: false,
      reason: 'signature_wrong',
    });
  }
});

test('what the simulator signs is taken by the stock library', () => {
  for (const { id, body } of cases) {
    const secret = newWebhookSecret();
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,${signWebhook(secret, id, seconds, body)}`,
    };
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow(
      'No matching signature',
    );
  }
});
