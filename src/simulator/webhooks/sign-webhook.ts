import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new signing secret, as `GET /v1/webhooks/default/secret` gives it out. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(24).toString('base64');
}

/**
 * One signature of a webhook: HMAC-SHA256 over `id.timestamp.body`, keyed with the decoded part of
 * the secret after `whsec_` (https://replicate.com/docs/topics/webhooks/verify-webhook).
 * @param timestamp seconds since 1970
 * @returns base64
 */
export function signWebhook(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}
