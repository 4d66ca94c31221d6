import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new signing secret, as `GET /v1/webhooks/default/secret` gives it out. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(24).toString('base64');
}

/**
 * The headers that prove a webhook to be ours: HMAC-SHA256 over `id.timestamp.body`, keyed with
 * the decoded part of the secret after `whsec_` (https://replicate.com/docs/topics/webhooks/verify-webhook).
 * @param timestamp seconds since 1970
 */
export function signWebhook(
  secret: string,
  id: string,
  timestamp: number,
  body: string,
): Record<string, string> {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
