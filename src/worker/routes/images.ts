import { Hono } from 'hono';
import { signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { imageExtension, imageKey } from '../images/image-key.ts';
import { r2ImageStore } from '../images/r2-image-store.ts';
import { idSchema } from '../../protocol/ids.ts';

const notFound = { code: 'not_found', message: 'There is no such picture here.' } as const;

/**
 * Stored images, for the members of their chat only; `?download` as an attachment. A browser
 * that was given an image keeps it; whoever asks anew, for a part of it or whether it changed, is
 * checked.
 */
export const imageRoutes = new Hono<SignedInEnv>().get(
  '/chats/:chat_id/images/:image_id',
  signedIn,
  async (c) => {
    const { chat_id: chatId, image_id: imageId } = c.req.param();
    if (!idSchema.safeParse(imageId).success) return refuse(c, notFound);
    if (!(await findMyChat(c.var.db, chatId, c.var.person.id))) return refuse(c, notFound);
    const served = await r2ImageStore(c.env.IMAGES_BUCKET).serve(
      imageKey(chatId, imageId),
      c.req.raw,
    );
    if (!served) return refuse(c, notFound);
    const { headers } = served;
    // The key never gets other bytes, so nobody has to ask twice.
    headers.set('cache-control', 'private, max-age=31536000, immutable');
    headers.set('content-security-policy', "sandbox; default-src 'none'");
    if (c.req.query('download') !== undefined) {
      const extension = imageExtension(headers.get('content-type'));
      headers.set('content-disposition', `attachment; filename="darkroom-${imageId}.${extension}"`);
    }
    return served;
  },
);
