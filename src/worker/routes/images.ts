import { Hono, type Context } from 'hono';
import { signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { imageExtension, imageKey, partsOfKey, thumbnailKey } from '../images/image-key.ts';
import { imageStoreOf } from '../images/image-store-of.ts';
import { serveObject } from '../images/serve-object.ts';

const notFound = { code: 'not_found', message: 'There is no such picture here.' } as const;

const path = '/chats/:chat_id/images/:name';
const thumbnail = `${path}/thumbnail` as const;

type ImageContext = Context<SignedInEnv, typeof path | typeof thumbnail>;

/**
 * Stored images and their thumbnails, for the members of their chat only; `?download` as an
 * attachment. `name` is the hash of the image's bytes, or the id of an older one. A browser that was
 * given an image keeps it; whoever asks anew, for a part of it or whether it changed, is checked.
 */
export const imageRoutes = new Hono<SignedInEnv>()
  .get(path, signedIn, async (c) => serve(c, imageKey(c.req.param('chat_id'), c.req.param('name'))))
  .get(thumbnail, signedIn, async (c) =>
    serve(c, thumbnailKey(imageKey(c.req.param('chat_id'), c.req.param('name')))),
  );

async function serve(c: ImageContext, key: string): Promise<Response> {
  const parts = partsOfKey(key);
  if (!parts) return refuse(c, notFound);
  if (!(await findMyChat(c.var.db, parts.chatId, c.var.person.id))) return refuse(c, notFound);
  const served = await serveObject(imageStoreOf(c.env), key, c.req.raw);
  if (!served) return refuse(c, notFound);
  const { headers } = served;
  // The key never gets other bytes, so nobody has to ask twice.
  headers.set('cache-control', 'private, max-age=31536000, immutable');
  headers.set('content-security-policy', "sandbox; default-src 'none'");
  if (c.req.query('download') !== undefined) {
    const name = `darkroom-${parts.name.slice(0, 22)}.${imageExtension(headers.get('content-type'))}`;
    headers.set('content-disposition', `attachment; filename="${name}"`);
  }
  return served;
}
