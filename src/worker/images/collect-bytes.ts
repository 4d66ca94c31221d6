/**
 * The bytes of a body, in one piece of memory where its length was promised. Never holds more than
 * the limit.
 *
 * @param promised how many bytes are said to come; `null` where nobody said it
 * @param limit bytes at the most
 * @param heard is called whenever some came
 * @returns `null` where there are more than were promised, or than the limit
 */
export async function collectBytes(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  promised: number | null,
  limit: number,
  heard: () => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  let bytes = new Uint8Array(promised ?? Math.min(limit, 256 * 1024));
  let total = 0;
  for await (const chunk of body) {
    heard();
    const end = total + chunk.byteLength;
    if (end > (promised ?? limit)) return null;
    if (end > bytes.byteLength) bytes = grown(bytes, Math.min(limit, Math.max(end, 2 * total)));
    bytes.set(chunk, total);
    total = end;
  }
  return bytes.subarray(0, total);
}

function grown(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}
