import { readEvents } from './read-events.ts';

/** How long a stream may say nothing before the prediction is asked instead, in milliseconds. */
const silenceMs = 4_000;

/**
 * How listening ended: the model was done, or failed; `enough` was heard; or the stream broke, and
 * nobody knows yet.
 */
export type StreamEnd = 'done' | 'failed' | 'enough' | 'broken';

/**
 * Whether a stream of a prediction may be listened to there: at Replicate, or at the very origin that
 * stands in for it.
 *
 * @param baseUrl where Replicate's API is reached
 */
export function isStreamUrl(address: unknown, baseUrl: string): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(baseUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.replicate.com');
}

/**
 * Listens to a prediction while it answers. Without our token, as Replicate's own client does
 * (replicate 1.4.0, `createReadableStream`), and with no redirect followed. Never throws.
 *
 * @param hear takes each piece of the answer; false where it needs no more
 */
export async function streamWords(
  url: string,
  hear: (piece: string) => boolean,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMs);
  };
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream' },
      redirect: 'manual',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !response.body || !type.startsWith('text/event-stream')) return 'broken';
    for await (const { event, data } of readEvents(response.body, heard)) {
      if (event === 'output' && !hear(data)) return 'enough';
      if (event === 'error') return 'failed';
      if (event === 'done') return /"reason"/.test(data) ? 'failed' : 'done';
    }
    return 'broken';
  } catch {
    return 'broken';
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}
