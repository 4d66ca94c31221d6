/** An image's bytes and what is said of them when they are served. */
export type ImageObject = { bytes: Uint8Array; contentType: string; sha256: string };

/** Where images are kept. R2 by default; anything that keeps bytes under a key can take its place. */
export interface ImageStore {
  /** Keeps an object; the same key again replaces it with the same bytes. Throws where it cannot. */
  put(key: string, object: ImageObject): Promise<void>;
  /** The size in bytes of what is really there, or `null`. Throws where the store fails. */
  size(key: string): Promise<number | null>;
  /**
   * Answers a GET or HEAD with the object: whole, a range of it, or 304, as the request's headers
   * ask; `null` where there is no such object. Throws where the store fails.
   */
  serve(key: string, request: Request): Promise<Response | null>;
  /** The bytes of the object, or `null` where there is none. Throws where the store fails. */
  read(key: string): Promise<Uint8Array | null>;
  /** Deletes an object; one that is not there is deleted already. Throws where the store fails. */
  delete(key: string): Promise<void>;
  /** Deletes every object whose key begins so, page by page. Throws where the store fails. */
  deleteAll(prefix: string): Promise<void>;
}
