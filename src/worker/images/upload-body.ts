import type { Refusal } from '../../protocol/errors.ts';
import { limits } from '../../protocol/limits.ts';
import { collectBytes } from './collect-bytes.ts';
import { tooLargeMessage } from './files/inspect-upload.ts';
import { MemoryBudget } from './memory-budget.ts';

/** How long a sender may send nothing, take in all, and wait for memory, in milliseconds. */
const patience = { silenceMs: 10_000, allMs: 120_000, memoryMs: 20_000 };

/**
 * Memory for files that people send and download, apart from that for outputs: whoever sends slowly
 * must not hold up what is made for others. Preparing a file takes as much again as it has.
 */
export const mostFileMemory = 2 * limits.uploads.bytes + 8 * 1024 * 1024;
export const fileMemory = new MemoryBudget(mostFileMemory);

/** `done` gives back the memory: to be called when the bytes are not needed any more. */
export type UploadBody =
  { ok: true; bytes: Uint8Array<ArrayBuffer>; done: () => void } | { ok: false; refusal: Refusal };

/**
 * Reads the body of a request that sends a file, never more of it than a file may have: by what its
 * headers say at once, and by count whatever they say.
 */
export async function readUploadBody(
  { headers, body }: Request,
  { silenceMs, allMs, memoryMs } = patience,
): Promise<UploadBody> {
  const limit = limits.uploads.bytes;
  const said = headers.get('content-length') ?? '';
  const promised = /^\d+$/.test(said) ? Number(said) : null;
  if (promised !== null && promised > limit) return refused('too_large', tooLargeMessage);
  const reader = body?.getReader();
  if (!reader) return { ok: true, bytes: new Uint8Array(), done: () => {} };
  let done: () => void;
  try {
    done = await fileMemory.take(2 * (promised ?? limit), AbortSignal.timeout(memoryMs));
  } catch {
    await reader.cancel().catch(() => {});
    return refused('too_many', 'Too many pictures are being sent. Try again in a moment.');
  }
  let isSlow = false;
  // Whoever waits for the reader then hears that it is at its end.
  const stop = () => {
    isSlow = true;
    void reader.cancel().catch(() => {});
  };
  const all = setTimeout(stop, allMs);
  let silence = setTimeout(stop, silenceMs);
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(stop, silenceMs);
  };
  try {
    const bytes = await collectBytes(chunksOf(reader), null, limit, heard);
    if (!bytes) return refused('too_large', tooLargeMessage);
    if (isSlow || (promised !== null && bytes.length < promised)) return brokenOff;
    const given = { ok: true, bytes, done } as const;
    done = () => {};
    return given;
  } catch {
    return brokenOff;
  } finally {
    clearTimeout(all);
    clearTimeout(silence);
    done();
  }
}

const brokenOff = refused('malformed', 'The picture did not arrive whole. Send it again.');

async function* chunksOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function refused(code: Refusal['code'], message: string): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, message } };
}
