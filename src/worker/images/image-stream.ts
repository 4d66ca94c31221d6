/** Bytes as the Images binding takes them. */
export function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  const { body } = new Response(bytes);
  if (!body) throw new Error('There are no bytes.');
  return body;
}
