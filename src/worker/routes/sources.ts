import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { imageKey } from '../images/image-key.ts';
import { imageStoreOf } from '../images/image-store-of.ts';
import { serveObject } from '../images/serve-object.ts';
import { readSource } from '../images/sources/read-source.ts';
import { sourceAt, sourceTargetSchema, type Source } from '../images/sources/source-address.ts';
import type { Storage } from '../images/store-image.ts';

/** How long a conversion may wait for memory, in milliseconds. */
const patienceMs = 15_000;

/** The same words for what is not there, what is over, and what we never signed. */
const nowhere = { code: 'not_found', message: 'There is no such picture here.' } as const;

/**
 * Images for Replicate to fetch that a model is to start from. Nobody is signed in: whoever has an
 * address that we signed gets that one image, until its time is over.
 */
export const sourceRoutes = new Hono<AppEnv>().get('/:chat_id/:sha256', async (c) => {
  const target = sourceTargetSchema.safeParse({ ...c.req.query(), ...c.req.param() });
  if (!target.success) return refuse(c, nowhere);
  const source = await sourceAt(target.data, c.var.settings.authSecret, Date.now());
  if (!source) return refuse(c, nowhere);
  const { chatId } = source;
  const storage = { store: imageStoreOf(c.env), images: c.env.IMAGES, chatId };
  const served =
    source.as === null
      ? await serveObject(storage.store, imageKey(chatId, source.sha256), c.req.raw)
      : await converted(storage, source);
  if (!served) return refuse(c, nowhere);
  served.headers.set('cache-control', 'no-store');
  served.headers.set('content-security-policy', "sandbox; default-src 'none'");
  return served;
});

async function converted(storage: Storage, source: Source): Promise<Response | null> {
  const read = await readSource(storage, source, AbortSignal.timeout(patienceMs));
  if (!read.ok) return null;
  const { bytes, contentType, done } = read;
  // What is sent from here on is the runtime's.
  done();
  return new Response(bytes, { headers: { 'content-type': contentType } });
}
