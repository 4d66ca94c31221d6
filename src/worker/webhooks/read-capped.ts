export type Read =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; reason: 'too_large' | 'body_cut_off' };

/**
 * Reads a request's body up to a cap, whatever its headers say of its length: what is beyond the cap
 * is never held in memory.
 *
 * @param limit bytes at the most
 */
export async function readCapped(request: Request, limit: number): Promise<Read> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) {
    return { ok: false, reason: 'too_large' };
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of request.body ?? []) {
      total += chunk.byteLength;
      if (total > limit) return { ok: false, reason: 'too_large' };
      chunks.push(chunk);
    }
  } catch {
    return { ok: false, reason: 'body_cut_off' };
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return { ok: true, bytes };
}
