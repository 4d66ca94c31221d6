import type { ImageObject, ImageStore } from './image-store.ts';

/** Images in an R2 bucket, through its binding; embedded in local development. */
export function r2ImageStore(bucket: R2Bucket): ImageStore {
  return {
    async put(key: string, { bytes, contentType, sha256 }: ImageObject) {
      await bucket.put(key, bytes, { httpMetadata: { contentType }, sha256 });
    },

    async size(key: string) {
      const head = await bucket.head(key);
      return head?.size ?? null;
    },

    async serve(key: string, request: Request) {
      const object = await bucket.get(key, { range: request.headers, onlyIf: request.headers });
      if (!object) return null;
      const headers = new Headers({ etag: object.httpEtag, 'accept-ranges': 'bytes' });
      object.writeHttpMetadata(headers);
      if (!('body' in object))
        return new Response(null, { status: preconditionStatus(request), headers });
      const part = rangeOf(object, request);
      headers.set('content-length', String(part?.length ?? object.size));
      if (part) headers.set('content-range', `bytes ${part.start}-${part.end}/${object.size}`);
      const body = request.method === 'HEAD' ? null : object.body;
      return new Response(body, { status: part ? 206 : 200, headers });
    },

    async read(key: string) {
      const object = await bucket.get(key);
      return object && new Uint8Array(await object.arrayBuffer());
    },

    async delete(key: string) {
      await bucket.delete(key);
    },

    async deleteAll(prefix: string) {
      // No cursor: what was deleted is not listed again.
      let listed: R2Objects;
      do {
        listed = await bucket.list({ prefix });
        const keys = listed.objects.map(({ key }) => key);
        if (keys.length > 0) await bucket.delete(keys);
      } while (listed.truncated);
    },
  };
}

/** What was served of the object, where the request asked for a part that there is. */
function rangeOf(object: R2ObjectBody, request: Request) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!asked || !object.range) return null;
  const { size } = object;
  const {
    suffix,
    offset,
    length: given,
  }: { suffix?: number; offset?: number; length?: number } = object.range;
  const start = suffix === undefined ? (offset ?? 0) : size - suffix;
  const length = suffix ?? given ?? size - start;
  // R2 answers a range that it cannot take with the whole object.
  const isWhole = start === 0 && length === size;
  if (isWhole && !['', '0'].includes(asked[1] ?? '')) return null;
  return { start, length, end: start + length - 1 };
}

function preconditionStatus(request: Request): number {
  return request.headers.has('if-match') || request.headers.has('if-unmodified-since') ? 412 : 304;
}
