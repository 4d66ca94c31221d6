/** An image's bytes and what is said of them when they are served. */
export type ImageObject = { bytes: Uint8Array; contentType: string; sha256: string };

/** What a store says of an object: its size in bytes, and when it came (milliseconds since 1970). */
export type ObjectFacts = { size: number; etag: string; contentType: string; uploadedAt: number };

/** An object with its bytes, or a part of them; `size` is that of the whole. */
export type StoredObject = ObjectFacts & { body: ReadableStream<Uint8Array> };

/** Which bytes of an object are meant: `length` of them from `start` on. */
export type ObjectPart = { start: number; length: number };

export type ListedObject = { key: string; size: number; uploadedAt: number };

/** Keys that `delete` takes at once, and objects that `list` gives at once, at the most. */
export const mostKeys = 1_000;

/** Where images are kept. Every method throws where the store fails. */
export interface ImageStore {
  /** Keeps an object. What is there under the key already has the same bytes, and stays. */
  put(key: string, object: ImageObject): Promise<void>;
  /** What is really there, or `null`. */
  head(key: string): Promise<ObjectFacts | null>;
  /** The object with its bytes, or those of a part that it has; `null` where there is none. */
  get(key: string, part?: ObjectPart): Promise<StoredObject | null>;
  /** Deletes objects, at most `mostKeys`; one that is not there is deleted already. */
  delete(keys: string[]): Promise<void>;
  /**
   * The next objects whose keys begin with `prefix` and come after `after`, in the order of their
   * keys' bytes, at most `limit`. `isLast` says that no more follow.
   */
  list(
    prefix: string,
    after: string,
    limit: number,
  ): Promise<{ objects: ListedObject[]; isLast: boolean }>;
}

/** The bytes of an object, or `null` where there is none. Throws where the store fails. */
export async function readObject(
  store: ImageStore,
  key: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const object = await store.get(key);
  return object && new Uint8Array(await new Response(object.body).arrayBuffer());
}

/** Deletes every object whose key begins so, page by page. Throws where the store fails. */
export async function deleteAll(store: ImageStore, prefix: string): Promise<void> {
  let page: Awaited<ReturnType<ImageStore['list']>>;
  do {
    // From the start each time: what was deleted is not listed again.
    page = await store.list(prefix, '', mostKeys);
    if (page.objects.length > 0) await store.delete(page.objects.map(({ key }) => key));
  } while (!page.isLast);
}
