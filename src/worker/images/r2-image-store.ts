import type { ImageStore, ObjectFacts } from './image-store.ts';

/** Images in an R2 bucket, through its binding; embedded in local development. */
export function r2ImageStore(bucket: R2Bucket): ImageStore {
  return {
    async put(key, { bytes, contentType, sha256 }) {
      // Answers `null`, and writes nothing, where the key is taken: its bytes are the same.
      const onlyIf = new Headers({ 'if-none-match': '*' });
      await bucket.put(key, bytes, { onlyIf, httpMetadata: { contentType }, sha256 });
    },

    async head(key) {
      const object = await bucket.head(key);
      return object && factsOf(object);
    },

    async get(key, part) {
      const range = part && { offset: part.start, length: part.length };
      const object = await bucket.get(key, range && { range });
      return object && { ...factsOf(object), body: object.body };
    },

    async delete(keys) {
      if (keys.length > 0) await bucket.delete(keys);
    },

    async list(prefix, after, limit) {
      const startAfter = after === '' ? {} : { startAfter: after };
      const { objects, truncated } = await bucket.list({ prefix, limit, ...startAfter });
      return {
        objects: objects.map(({ key, size, uploaded }) => ({
          key,
          size,
          uploadedAt: uploaded.getTime(),
        })),
        isLast: !truncated,
      };
    },
  };
}

function factsOf({ size, httpEtag, httpMetadata, uploaded }: R2Object): ObjectFacts {
  return {
    size,
    etag: httpEtag,
    contentType: httpMetadata?.contentType ?? 'application/octet-stream',
    uploadedAt: uploaded.getTime(),
  };
}
