import { fetchWebhookSecret } from '../images/replicate.ts';
import type { ReplicateSettings } from '../settings.ts';
import type { SecretSource } from './verify-webhook.ts';

/**
 * How often the secret is asked for in a minute: seldom while one is known, since anybody can send
 * a webhook that does not fit; more often while none is, since webhooks wait for it.
 */
const asksInMinute = { whileKnown: 1, whileUnknown: 10 };

type Parts = {
  /** Asks Replicate for the secret; `null` where that failed. */
  fetchSecret: () => Promise<string | null>;
  /** Milliseconds since 1970. */
  now: () => number;
};

/**
 * Replicate's signing secret, kept while this isolate lives. Asked for anew where a signature does
 * not fit, so that one that was replaced is known within a minute.
 *
 * What is under way for one request is of no use to another, which may outlive it: each asks for
 * itself, within the bounds.
 */
export class WebhookSecrets implements SecretSource {
  #parts: Parts;
  #secret: string | null = null;
  #hasFailed = false;
  #askedAt: number[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async known(): Promise<readonly string[] | null> {
    return this.#secret === null ? this.renewed() : [this.#secret];
  }

  async renewed(): Promise<readonly string[] | null> {
    const { fetchSecret, now } = this.#parts;
    const since = now() - 60_000;
    this.#askedAt = this.#askedAt.filter((time) => time > since);
    const { whileKnown, whileUnknown } = asksInMinute;
    if (this.#askedAt.length < (this.#secret === null ? whileUnknown : whileKnown)) {
      this.#askedAt.push(now());
      const fetched = await fetchSecret();
      this.#hasFailed = fetched === null;
      this.#secret = fetched ?? this.#secret;
    }
    // After a failure nobody can say whether a signature that does not fit is forged.
    return this.#secret === null || this.#hasFailed ? null : [this.#secret];
  }
}

/** The settings of an environment are read once. */
const sources = new WeakMap<ReplicateSettings, SecretSource>();

/** Where the secrets come from: the setting where there is one, else Replicate. */
export function webhookSecrets(settings: ReplicateSettings): SecretSource {
  const known = sources.get(settings) ?? sourceOf(settings);
  sources.set(settings, known);
  return known;
}

function sourceOf(settings: ReplicateSettings): SecretSource {
  const { webhookSecrets: given } = settings;
  if (given.length > 0) return { known: async () => given, renewed: async () => given };
  return new WebhookSecrets({ fetchSecret: () => fetchWebhookSecret(settings), now: Date.now });
}
