import { randomUUID } from 'node:crypto';
import type { Signer, WebhookEffect } from '../faults/webhook-faults.ts';
import { newWebhookSecret, signWebhook } from './sign-webhook.ts';

/** What goes out to a receiver, as often as `times` says. */
export interface Delivery {
  headers: Record<string, string>;
  body: string;
  times: number;
}

/** The keys that webhooks are signed with, each as `whsec_` and its base64. */
export interface WebhookSecrets {
  current: string;
  /** The one before it, which receivers that have not heard of the change still go by. */
  retired: string;
}

/**
 * Signs a webhook, and lets a fault happen to it.
 * @param sent.now milliseconds since 1970
 */
export function composeDelivery(
  sent: { id: string; view: Record<string, unknown>; now: number },
  secrets: WebhookSecrets,
  fault: WebhookEffect | undefined,
): Delivery {
  const view = fault?.unknown_prediction
    ? { ...sent.view, id: randomUUID().replaceAll('-', '').slice(0, 26) }
    : sent.view;
  const body = JSON.stringify(view);
  const timestamp = Math.floor(sent.now / 1000) + (fault?.skew_seconds ?? 0);
  const signers: readonly Signer[] = fault?.forge
    ? ['stranger']
    : (fault?.signatures ?? ['current']);
  const signatures = signers.map((signer) => {
    const secret = signer === 'stranger' ? newWebhookSecret() : secrets[signer];
    return `${fault?.label ?? 'v1'},${signWebhook(secret, sent.id, timestamp, body)}`;
  });
  const proof = Object.entries({
    'webhook-id': sent.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }).filter(([name]) => !fault?.without?.some((lacking) => lacking === name));
  return {
    headers: { 'content-type': 'application/json', ...Object.fromEntries(proof) },
    body: fault?.tamper === undefined ? body : tamper(view, fault.tamper),
    times: fault?.repeat ?? 1,
  };
}

function tamper(view: Record<string, unknown>, how: NonNullable<WebhookEffect['tamper']>): string {
  // The same to every parser, and yet not what was signed.
  if (how === 'reencoded') return JSON.stringify(view, undefined, 2);
  const output = ['https://replicate.delivery/tampered/out-0.png'];
  return JSON.stringify({ ...view, status: 'succeeded', output });
}
