import type { StoreFailure } from '../../domain/image-job/job.ts';

/** Bytes of one output at the most. */
const mostBytes = 32 * 1024 * 1024;

/** How long the server may send nothing, and take in all; less than the lease that covers it. */
const patienceMs = { silence: 8_000, all: 15_000 };

export type Fetched = { ok: true; bytes: Uint8Array } | { ok: false; reason: StoreFailure };

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
 * Fetches an output: without our token, no redirect followed, under a cap of bytes and limits on
 * silence and on the whole.
 *
 * @param limit bytes at the most, less than the cap for all outputs
 */
export async function fetchOutput(url: string, limit = mostBytes): Promise<Fetched> {
  const silence = new AbortController();
  const signal = AbortSignal.any([silence.signal, AbortSignal.timeout(patienceMs.all)]);
  let timer = setTimeout(() => silence.abort(), patienceMs.silence);
  try {
    const response = await fetch(url, { redirect: 'manual', signal });
    if ([401, 403, 404, 410].includes(response.status)) return { ok: false, reason: 'gone' };
    if (!response.ok || !response.body) return { ok: false, reason: 'unreachable' };
    if (Number(response.headers.get('content-length') ?? 0) > limit) {
      return { ok: false, reason: 'not_an_image' };
    }
    const chunks: Uint8Array[] = [];
    let total = 0;
    for await (const chunk of response.body) {
      total += chunk.byteLength;
      if (total > limit) return { ok: false, reason: 'not_an_image' };
      chunks.push(chunk);
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), patienceMs.silence);
    }
    return { ok: true, bytes: joined(chunks, total) };
  } catch {
    return { ok: false, reason: 'unreachable' };
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function joined(chunks: Uint8Array[], total: number): Uint8Array {
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
