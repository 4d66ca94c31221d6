import type { ExportTarget } from './export-target.ts';
import { HttpError, refusalOf, unreachable } from './http-api.ts';

/** The server says with it about how many bytes will come. */
const sizeHeader = 'x-export-bytes';

/** A connection that is silent for so long is broken, in milliseconds. */
const patience = 60_000;

export interface Transfer {
  path: string;
  target: ExportTarget;
  /** The person gives it up. */
  signal: AbortSignal;
  /** @param total about how many bytes there are; `null` where nobody knows */
  onProgress: (bytes: number, total: number | null) => void;
}

/**
 * Brings an export from the server to where it is written, holding no more than a piece of it.
 *
 * @returns bytes of the whole, once all of it is there
 * @throws HttpError, or whatever the target fails with; nothing is left behind then
 */
export async function transfer({ path, target, signal, onProgress }: Transfer): Promise<number> {
  const silence = new AbortController();
  const either = AbortSignal.any([signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), patience);
  try {
    const response = await orElse(fetch(path, { signal: either }), unreachable);
    if (!response.ok || !response.body) throw await refusalOf(response);
    const total = Number(response.headers.get(sizeHeader)) || null;
    const reader = response.body.getReader();
    let bytes = 0;
    onProgress(bytes, total);
    for (;;) {
      const { done, value } = await orElse(reader.read(), brokenOff);
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), patience);
      bytes += value.byteLength;
      await target.write(value);
      onProgress(bytes, total);
    }
    await target.finish();
    return bytes;
  } catch (error) {
    await target.discard();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function brokenOff(): HttpError {
  return new HttpError(0, 'The connection broke off before everything was here. Try again.');
}

/** What failed on the way is told apart from what the browser could not write. */
async function orElse<T>(waiting: Promise<T>, failure: () => HttpError): Promise<T> {
  try {
    return await waiting;
  } catch {
    throw failure();
  }
}
