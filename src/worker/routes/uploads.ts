import { Hono } from 'hono';
import type { Upload } from '../../protocol/http.ts';
import { currentPerson, signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { rateLimited } from '../http/rate-limited.ts';
import { refuse } from '../http/refuse.ts';
import { sameOrigin } from '../http/same-origin.ts';
import { prepareUpload } from '../images/files/prepare-upload.ts';
import { imagePath } from '../images/image-key.ts';
import { imageStoreOf } from '../images/image-store-of.ts';
import { storeImage } from '../images/store-image.ts';
import { readUploadBody } from '../images/upload-body.ts';

/**
 * Takes a picture from a member of a chat, and stores it there: only what its bytes are counts, and
 * only the picture is kept of them. Stands before the bound of all other bodies, for it has its own.
 */
export const uploadRoutes = new Hono<SignedInEnv>().post(
  '/:chat_id/uploads',
  sameOrigin,
  currentPerson,
  signedIn,
  rateLimited('UPLOAD_RATE'),
  async (c) => {
    const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
    if (!chat) {
      const message = 'There is no such room, or you are not in it.';
      return refuse(c, { code: 'not_found', message });
    }
    const body = await readUploadBody(c.req.raw);
    if (!body.ok) return refuse(c, body.refusal);
    try {
      const prepared = await prepareUpload(body.bytes, c.env.IMAGES);
      if (!prepared.ok) return refuse(c, prepared.refusal);
      const { settings, bytes, ...format } = prepared;
      const storage = { store: imageStoreOf(c.env), images: c.env.IMAGES, chatId: chat.id };
      const begunAt = Date.now();
      const image = await storeImage(storage, bytes, format);
      const room = c.env.CHAT_ROOM.getByName(chat.id);
      const id = image && (await room.noteUpload({ ...image, user_id: c.var.person.id }, begunAt));
      if (!image || id === null) {
        const message = 'The picture could not be stored. Try again in a moment.';
        return refuse(c, { code: 'internal', message });
      }
      const { sha256, ...shown } = image;
      const upload: Upload = { id, url: imagePath(chat.id, sha256), ...shown, settings };
      return c.json(upload, 201);
    } finally {
      body.done();
    }
  },
);
