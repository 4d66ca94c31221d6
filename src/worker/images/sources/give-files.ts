import type { FileInput } from '../../../domain/models/prediction-input.ts';
import { log } from '../../log.ts';
import type { ReplicateSettings } from '../../settings.ts';
import { imageExtension, imageKey } from '../image-key.ts';
import { uploadFile } from '../replicate-files.ts';
import type { Storage } from '../store-image.ts';
import type { Asked, Report } from '../turn.ts';
import { conversionOf, readSource } from './read-source.ts';
import { sourceAddress, type Source } from './source-address.ts';

/** How long uploading all files of a prediction may take, in milliseconds. */
const uploadMs = 30_000;

/** How long an uploaded file is used again, in milliseconds: Replicate keeps it for a day. */
const usedMs = 60 * 60_000;

/** Addresses that are remembered at the most. */
const mostAddresses = 500;

/** Addresses at Replicate of what was uploaded already, by what it is. */
const uploaded = new Map<string, { address: string; until: number }>();

/** What giving files to Replicate needs. */
export type Giving = {
  replicate: ReplicateSettings;
  storage: Storage;
  /** AUTH_SECRET, for addresses of ours. */
  secret: string;
  attempt: number;
  /** When the attempt was decided on, in milliseconds since 1970. */
  at: number;
};

/** Inputs that take files, with their addresses; or why the prediction cannot be asked for. */
export type GivenFiles =
  { ok: true; input: Record<string, string | string[]> } | { ok: false; event: Report };

type GivenFile = { address: string } | { event: Report };

/**
 * Gives the images that a prediction starts from an address each: one of ours where Replicate can
 * reach us, else that of its own copy, which is uploaded for it. Nothing that a person typed is an
 * address here, or is ever fetched.
 */
export async function giveFiles(asked: Asked, giving: Giving): Promise<GivenFiles> {
  const { attempt } = giving;
  if (asked.is_source_gone) return { ok: false, event: refused('gone', attempt) };
  const signal = AbortSignal.timeout(uploadMs);
  const files = asked.files.flatMap((file) => file.sha256.map((sha256) => ({ file, sha256 })));
  const given = await Promise.all(
    files.map(({ file, sha256 }) => giveFile(file, sha256, giving, signal)),
  );
  const input: Record<string, string | string[]> = {};
  for (const [index, { file }] of files.entries()) {
    const one = given[index];
    if (!one) continue;
    if ('event' in one) return { ok: false, event: one.event };
    const before = input[file.name];
    if (!file.many) input[file.name] = one.address;
    else input[file.name] = [...(Array.isArray(before) ? before : []), one.address];
  }
  return { ok: true, input };
}

async function giveFile(
  { types, inverted }: FileInput,
  sha256: string,
  giving: Giving,
  signal: AbortSignal,
): Promise<GivenFile> {
  const { replicate, storage, secret, attempt, at } = giving;
  try {
    const facts = await storage.store.head(imageKey(storage.chatId, sha256));
    if (!facts) return { event: refused('gone', attempt) };
    const png = storage.images ? conversionOf(facts.contentType, types) : null;
    const as = inverted ? 'inverted' : png;
    const source: Source = { chatId: storage.chatId, sha256, as };
    if (replicate.publicUrl === null) return await upload(source, giving, signal);
    if (inverted) {
      // Whether it can be made is known only when it is: better now than when Replicate asks.
      const read = await readSource(storage, source, signal);
      if (!read.ok) return { event: refused(read.reason, attempt) };
      read.done();
    }
    return { address: await sourceAddress(replicate.publicUrl, secret, source, at) };
  } catch (error) {
    // The store, or memory that was not free in time: nothing was asked of anybody.
    log({ event: 'source_not_given', chat_id: storage.chatId, error });
    return { event: { type: 'create_postponed', attempt, retry_after_ms: 0 } };
  }
}

async function upload(source: Source, giving: Giving, signal: AbortSignal): Promise<GivenFile> {
  const { replicate, storage, attempt } = giving;
  const { sha256, as } = source;
  const now = Date.now();
  const name = [replicate.baseUrl, storage.chatId, sha256, as].join(' ');
  const known = uploaded.get(name);
  if (known && known.until > now) return { address: known.address };
  const read = await readSource(storage, source, signal);
  if (!read.ok) return { event: refused(read.reason, attempt) };
  try {
    const { bytes, contentType } = read;
    const fileName = `${sha256}.${imageExtension(contentType)}`;
    const file = new File([bytes], fileName, { type: contentType });
    const kept = await uploadFile(replicate, { file, sha256 }, attempt, signal);
    if ('event' in kept) return kept;
    remember(name, kept.address, now);
    return kept;
  } finally {
    read.done();
  }
}

function remember(name: string, address: string, now: number): void {
  uploaded.delete(name);
  uploaded.set(name, { address, until: now + usedMs });
  const [oldest] = uploaded.keys();
  if (uploaded.size > mostAddresses && oldest !== undefined) uploaded.delete(oldest);
}

function refused(reason: 'gone' | 'unusable', attempt: number): Report {
  if (reason === 'gone') {
    return { type: 'create_refused', attempt, code: 'source_gone', detail: null };
  }
  const detail = 'The mask is too large for this model, or cannot be read.';
  return { type: 'create_refused', attempt, code: 'invalid_input', detail };
}
