import { readCapped } from './read-capped.ts';

/** Bytes of a webhook's body at the most: a prediction with its logs is far smaller. */
export const mostWebhookBytes = 1024 * 1024;

/** How far a webhook's time may be off, before or after ours, in milliseconds. */
export const toleranceMs = 5 * 60_000;

/** Signatures in one webhook at the most: each costs a pass over the body, and rotation needs two. */
const mostSignatures = 8;

/** Why a webhook was not taken, for the log. */
export type WebhookRefusal =
  | 'header_missing'
  | 'header_malformed'
  | 'too_old'
  | 'too_new'
  | 'too_large'
  | 'body_cut_off'
  | 'signature_wrong'
  | 'secret_unknown';

export type Verified =
  { ok: true; id: string; body: string } | { ok: false; reason: WebhookRefusal };

/** The secrets that webhooks may be signed with; `null` where they could not be learned. */
export type SecretSource = {
  known: () => Promise<readonly string[] | null>;
  /** Asked for once more, unless that was done just now: they may have been replaced. */
  renewed: () => Promise<readonly string[] | null>;
};

type Signed = { id: string; timestamp: string; signatures: Uint8Array<ArrayBuffer>[] };
type Head = { ok: true; signed: Signed } | { ok: false; reason: WebhookRefusal };

/**
 * Verifies a webhook that is signed as Standard Webhooks says, which is how Replicate signs: HMAC-SHA256
 * of `id.timestamp.body` over the raw bytes, compared in constant time. Any one valid signature counts,
 * so that a secret can be replaced while webhooks are under way.
 *
 * @param now milliseconds since 1970
 * @returns its id and its body; or why it is refused, without having read more than need be
 */
export async function verifyWebhook(
  request: Request,
  secrets: SecretSource,
  now: number,
): Promise<Verified> {
  const head = readHead(request.headers, now);
  if (!head.ok) return head;
  const { signed } = head;
  const read = await readCapped(request, mostWebhookBytes);
  if (!read.ok) return read;
  const known = await secrets.known();
  if (known === null) return { ok: false, reason: 'secret_unknown' };
  const verified = { ok: true, id: signed.id, body: new TextDecoder().decode(read.bytes) } as const;
  if (await isSignedWith(known, signed, read.bytes)) return verified;
  const renewed = await secrets.renewed();
  if (renewed === null) return { ok: false, reason: 'secret_unknown' };
  if (await isSignedWith(renewed, signed, read.bytes)) return verified;
  return { ok: false, reason: 'signature_wrong' };
}

/**
 * The key in a signing secret, which is written as `whsec_` and base64.
 *
 * @returns its bytes, or `null` where the text is no such secret
 */
export function keyOfSecret(secret: string): Uint8Array<ArrayBuffer> | null {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  return encoded === undefined ? null : decoded(encoded);
}

function readHead(headers: Headers, now: number): Head {
  const id = headers.get('webhook-id');
  const timestamp = headers.get('webhook-timestamp');
  const signature = headers.get('webhook-signature');
  if (!id || !timestamp || !signature) return { ok: false, reason: 'header_missing' };
  // A full stop in the id would let what is signed be read in two ways.
  const isPlain = /^[\x21-\x2d\x2f-\x7e]{1,128}$/.test(id) && /^\d{1,12}$/.test(timestamp);
  const signatures = signature.split(' ').flatMap(readSignature);
  if (!isPlain || signatures.length === 0 || signatures.length > mostSignatures) {
    return { ok: false, reason: 'header_malformed' };
  }
  const offMs = Number(timestamp) * 1000 - now;
  if (offMs < -toleranceMs) return { ok: false, reason: 'too_old' };
  if (offMs > toleranceMs) return { ok: false, reason: 'too_new' };
  return { ok: true, signed: { id, timestamp, signatures } };
}

/** The signature in one entry; none where it is of another version, or no 32 bytes in base64. */
function readSignature(entry: string): Uint8Array<ArrayBuffer>[] {
  // The last digit has two bits to spare: only where they are zero is it the one way to write it.
  const encoded = /^v1,([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/.exec(entry)?.[1];
  const bytes = encoded === undefined ? null : decoded(encoded);
  return bytes ? [bytes] : [];
}

async function isSignedWith(
  secrets: readonly string[],
  { id, timestamp, signatures }: Signed,
  body: Uint8Array,
): Promise<boolean> {
  const before = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(before.byteLength + body.byteLength);
  content.set(before);
  content.set(body, before.byteLength);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  for (const secret of secrets) {
    const bytes = keyOfSecret(secret);
    if (!bytes) continue;
    const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
    for (const signature of signatures) {
      if (await crypto.subtle.verify('HMAC', key, signature, content)) return true;
    }
  }
  return false;
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
