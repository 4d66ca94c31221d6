import type { ImageStore, ObjectFacts, ObjectPart, StoredObject } from './image-store.ts';

/**
 * Answers a GET or HEAD with an object: whole, a range of it, or that it did not change, as the
 * request's headers ask. The same for every store, for not all S3 servers know all of HTTP.
 *
 * @returns `null` where there is no such object. Throws where the store fails.
 */
export async function serveObject(
  store: ImageStore,
  key: string,
  { method, headers }: Request,
): Promise<Response | null> {
  const asksMore = ['range', 'if-match', 'if-none-match'].some((name) => headers.has(name));
  if (method !== 'HEAD' && !asksMore) {
    const object = await store.get(key);
    return object && whole(object, object.body);
  }
  const facts = await store.head(key);
  if (!facts) return null;
  const about = aboutOf(facts);
  const ifMatch = headers.get('if-match');
  if (ifMatch !== null && !names(ifMatch, facts.etag)) {
    return new Response(null, { status: 412, headers: about });
  }
  const ifNoneMatch = headers.get('if-none-match');
  if (ifNoneMatch !== null && names(ifNoneMatch, facts.etag)) {
    return new Response(null, { status: 304, headers: about });
  }
  // A range is for GET alone, and only of the object that it was begun with.
  const ifRange = headers.get('if-range');
  const isRangeMeant = method !== 'HEAD' && (ifRange === null || ifRange === facts.etag);
  const part = isRangeMeant ? partOf(headers.get('range'), facts.size) : null;
  if (part === 'outside') {
    about.set('content-range', `bytes */${facts.size}`);
    return new Response(null, { status: 416, headers: about });
  }
  if (method === 'HEAD') return whole(facts, null);
  const object = await store.get(key, part ?? undefined);
  return object && (part ? ranged(object, part) : whole(object, object.body));
}

function whole(facts: ObjectFacts, body: ReadableStream<Uint8Array> | null): Response {
  const headers = aboutOf(facts);
  headers.set('content-length', String(facts.size));
  return new Response(body, { headers });
}

function ranged(object: StoredObject, { start, length }: ObjectPart): Response {
  const headers = aboutOf(object);
  headers.set('content-length', String(length));
  headers.set('content-range', `bytes ${start}-${start + length - 1}/${object.size}`);
  return new Response(object.body, { status: 206, headers });
}

function aboutOf({ etag, contentType }: ObjectFacts): Headers {
  return new Headers({ etag, 'content-type': contentType, 'accept-ranges': 'bytes' });
}

/** Whether a list of ETags, or `*`, names this one. */
function names(list: string, etag: string): boolean {
  const bare = (one: string) => one.trim().replace(/^W\//, '');
  return list.trim() === '*' || list.split(',').some((one) => bare(one) === bare(etag));
}

/**
 * The part that a `Range` header asks for.
 *
 * @returns `null` where it asks for none that we know, several among them: then all is given, as
 *   HTTP allows; `'outside'` where there is no such part
 */
function partOf(range: string | null, size: number): ObjectPart | 'outside' | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (!asked) return null;
  const [, from = '', to = ''] = asked;
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length > 0 ? { start: size - length, length } : 'outside';
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < start) return null;
  return start < size ? { start, length: end - start + 1 } : 'outside';
}
