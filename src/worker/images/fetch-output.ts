import type { StoreFailure } from '../../domain/image-job/job.ts';
import { collectBytes } from './collect-bytes.ts';
import { MemoryBudget } from './memory-budget.ts';

/** Bytes of one output at the most, and of all that are held at once. */
const mostBytes = { one: 32 * 1024 * 1024, together: 48 * 1024 * 1024 };

/** How long the server may send nothing, and take in all; less than the lease that covers it. */
const patience = { silenceMs: 8_000, allMs: 15_000 };

const budget = new MemoryBudget(mostBytes.together);

/** `done` gives back the memory: to be called when the bytes are not needed any more. */
export type Fetched =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; isWhole: boolean; done: () => void }
  | { ok: false; reason: StoreFailure };

/**
 * Whether an address is one that outputs may be fetched from: Replicate's delivery hosts, or the
 * very origin that stands in for Replicate. What people type never comes here.
 *
 * @param baseUrl where Replicate's API is reached
 */
export function isOutputUrl(address: unknown, baseUrl: string): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(baseUrl).origin) return true;
  const delivered =
    url.hostname === 'replicate.delivery' || url.hostname.endsWith('.replicate.delivery');
  return delivered && url.protocol === 'https:' && url.port === '';
}

/**
 * Fetches an output: without our token, no redirect followed, under a cap of bytes, which are
 * counted whatever the server says, and limits on silence and on the whole.
 *
 * @param limit bytes at the most, less than the cap for all outputs
 * @returns the bytes; `isWhole` says that they are as many as the server said before
 */
export async function fetchOutput(
  url: string,
  limit: number = mostBytes.one,
  { silenceMs, allMs } = patience,
): Promise<Fetched> {
  const silence = new AbortController();
  const signal = AbortSignal.any([silence.signal, AbortSignal.timeout(allMs)]);
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMs);
  };
  let done = () => {};
  try {
    const response = await fetch(url, { redirect: 'manual', signal });
    const failure = failureOf(response);
    if (failure) return { ok: false, reason: failure };
    const promised = lengthOf(response);
    if (promised !== null && promised > limit) return { ok: false, reason: 'not_an_image' };
    // Waiting for memory is no silence of theirs.
    clearTimeout(timer);
    done = await budget.take(promised ?? limit, signal);
    heard();
    const bytes = await collectBytes(response.body ?? [], promised, limit, heard);
    if (!bytes) return { ok: false, reason: 'not_an_image' };
    if (promised !== null && bytes.byteLength < promised)
      return { ok: false, reason: 'unreachable' };
    const given = { ok: true, bytes, isWhole: promised !== null, done } as const;
    done = () => {};
    return given;
  } catch {
    return { ok: false, reason: 'unreachable' };
  } finally {
    clearTimeout(timer);
    silence.abort();
    done();
  }
}

function failureOf({ ok, status }: Response): StoreFailure | null {
  if ([401, 403, 404, 410].includes(status)) return 'gone';
  return ok ? null : 'unreachable';
}

/** How many bytes the server says will come; `null` where it does not say, or says it of others. */
function lengthOf({ headers }: Response): number | null {
  const said = headers.get('content-length');
  return said === null || headers.has('content-encoding') ? null : Number(said);
}
