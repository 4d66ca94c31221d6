import * as z from 'zod/mini';
import { idSchema } from '../../../protocol/ids.ts';

/**
 * How long an address of ours for an image can be used at the least, in milliseconds, and the steps
 * in which its end is rounded up: so that the same is asked for with the same address again.
 */
const lasts = { leastMs: 2 * 60 * 60_000, stepMs: 60 * 60_000 };

const algorithm = { name: 'HMAC', hash: 'SHA-256' };

/**
 * An image of a chat that a model starts from, by the SHA-256 of its bytes (hex) or, where it is from
 * before that, by its id; and `as` what it is to be given: as it is (`null`), as
 * a PNG, or as a PNG with black and white exchanged.
 */
export type Source = { chatId: string; sha256: string; as: 'png' | 'inverted' | null };

/** What an address says, before anybody knows whether it is one of ours. */
export const sourceTargetSchema = z.object({
  chat_id: idSchema,
  sha256: z.string().check(z.regex(/^(?:[0-9a-f]{64}|[\w-]{22})$/)),
  expires: z.pipe(z.string().check(z.regex(/^\d{1,12}$/)), z.pipe(z.transform(Number), z.int())),
  signature: z.string().check(z.regex(/^[\w-]{43}$/)),
  as: z.optional(z.enum(['png', 'inverted'])),
});

export type SourceTarget = z.infer<typeof sourceTargetSchema>;

/** The path at which Replicate fetches an image from us. */
export function sourcePath(chatId: string, sha256: string): string {
  return `/sources/${chatId}/${sha256}`;
}

/**
 * An address at which anybody who has it gets this image and nothing else, for some two hours.
 *
 * @param now milliseconds since 1970
 */
export async function sourceAddress(
  publicUrl: string,
  secret: string,
  source: Source,
  now: number,
): Promise<string> {
  const { chatId, sha256, as } = source;
  const end = Math.ceil((now + lasts.leastMs) / lasts.stepMs) * lasts.stepMs;
  const expires = end / 1000;
  const key = await keyOf(secret, 'sign');
  const signed = await crypto.subtle.sign(algorithm.name, key, saidBy(source, expires));
  const query = new URLSearchParams({
    ...(as === null ? {} : { as }),
    expires: String(expires),
    signature: base64url(new Uint8Array(signed)),
  });
  return `${publicUrl}${sourcePath(chatId, sha256)}?${query.toString()}`;
}

/** The image that an address is for; `null` where we did not make it, or its time is over. */
export async function sourceAt(
  { chat_id, sha256, expires, signature, as }: SourceTarget,
  secret: string,
  now: number,
): Promise<Source | null> {
  if (expires * 1000 <= now) return null;
  const source: Source = { chatId: chat_id, sha256, as: as ?? null };
  const key = await keyOf(secret, 'verify');
  // Takes the same time however much of it is right.
  const isOurs = await crypto.subtle.verify(
    algorithm.name,
    key,
    bytesIn(signature),
    saidBy(source, expires),
  );
  return isOurs ? source : null;
}

/** A key for nothing but this, made from the secret that signs the sessions. */
async function keyOf(secret: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  const main = await crypto.subtle.importKey('raw', encoded(secret), algorithm, false, ['sign']);
  const own = await crypto.subtle.sign(algorithm.name, main, encoded('darkroom source addresses'));
  return crypto.subtle.importKey('raw', own, algorithm, false, [use]);
}

function saidBy({ chatId, sha256, as }: Source, expires: number): Uint8Array<ArrayBuffer> {
  return encoded([chatId, sha256, as ?? '', expires].join('\n'));
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesIn(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
