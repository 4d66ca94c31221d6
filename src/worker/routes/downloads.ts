import { Hono, type Context } from 'hono';
import * as z from 'zod/mini';
import type { Refusal } from '../../protocol/errors.ts';
import { idSchema } from '../../protocol/ids.ts';
import { limits } from '../../protocol/limits.ts';
import { signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import { madeImages } from '../db/images.ts';
import { attachmentOf } from '../export/file-name.ts';
import { downloadMemory, imageDownload, type DownloadOptions } from '../export/image-download.ts';
import { imagesZip } from '../export/images-zip.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { firstIssue } from '../http/first-issue.ts';
import { rateLimited } from '../http/rate-limited.ts';
import { refuse } from '../http/refuse.ts';
import { imageStoreOf } from '../images/image-store-of.ts';

const notFound = { code: 'not_found', message: 'There is no such picture here.' } as const;

const formats = {
  original: 'original',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
} as const;

const optionsSchema = z.object({
  format: z._default(
    z.enum(['original', 'png', 'jpeg', 'webp'], 'Format is original, png, jpeg or webp.'),
    'original',
  ),
  metadata: z._default(z.enum(['keep', 'strip'], 'Metadata is keep or strip.'), 'keep'),
});

const idsSchema = z
  .array(idSchema)
  .check(
    z.minLength(1, 'Choose a picture.'),
    z.maxLength(limits.downloads, `Choose at most ${limits.downloads} pictures at once.`),
  );

/** Sent to be kept, and nothing that a browser would run. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "sandbox; default-src 'none'",
};

const one = '/chats/:chat_id/downloads/:image_id';
const several = '/chats/:chat_id/downloads';

/**
 * Pictures as files, for the members of their chat: one, or several as a zip (`?ids=`, with commas).
 * `format` is another than the stored one, `metadata=strip` leaves out how they were made.
 */
export const downloadRoutes = new Hono<SignedInEnv>()
  .get(one, signedIn, rateLimited('DOWNLOAD_RATE'), async (c) => {
    const options = optionsOf(c);
    if (!options.ok) return refuse(c, options.refusal);
    const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
    if (!chat) return refuse(c, notFound);
    const [image] = await madeImages(c.var.db, chat.id, [c.req.param('image_id')]);
    if (!image) return refuse(c, notFound);
    const done = await downloadMemory(image);
    if (!done) {
      const message = 'Too many pictures are being downloaded. Try again in a moment.';
      return refuse(c, { code: 'too_many', message });
    }
    try {
      const made = await imageDownload(sourceOf(c), image, options.data);
      if (!made.ok && made.reason === 'missing') return refuse(c, notFound);
      if (!made.ok) {
        const message = 'The picture could not be converted. Download the original instead.';
        return refuse(c, { code: 'not_configured', message });
      }
      return c.body(made.bytes, 200, {
        ...headers,
        'content-type': made.contentType,
        'content-disposition': `attachment; filename="${made.name}"`,
      });
    } finally {
      done();
    }
  })
  .get(several, signedIn, rateLimited('EXPORT_RATE'), async (c) => {
    const options = optionsOf(c);
    if (!options.ok) return refuse(c, options.refusal);
    const asked = (c.req.query('ids') ?? '').split(',').filter((id) => id !== '');
    const ids = idsSchema.safeParse([...new Set(asked)]);
    if (!ids.success) {
      const [issue] = ids.error.issues;
      const isOne = issue !== undefined && issue.path.length > 0;
      const message = isOne ? 'Name pictures by their ids, with commas between.' : issue?.message;
      return refuse(c, { code: 'invalid', message: message ?? '', field: 'ids' });
    }
    const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
    if (!chat) return refuse(c, notFound);
    const images = await madeImages(c.var.db, chat.id, ids.data);
    if (images.length === 0) return refuse(c, notFound);
    return c.body(imagesZip(sourceOf(c), ids.data, images, options.data), 200, {
      ...headers,
      'content-type': 'application/zip',
      'content-disposition': attachmentOf(`${chat.name} pictures`, 'zip'),
    });
  });

type DownloadContext = Context<SignedInEnv, typeof one | typeof several>;

function sourceOf(c: DownloadContext) {
  return { store: imageStoreOf(c.env), images: c.env.IMAGES };
}

function optionsOf(
  c: DownloadContext,
): { ok: true; data: DownloadOptions } | { ok: false; refusal: Refusal } {
  const { format, metadata } = c.req.query();
  const parsed = optionsSchema.safeParse({ format, metadata });
  if (!parsed.success) return { ok: false, refusal: firstIssue(parsed.error) };
  return { ok: true, data: { ...parsed.data, format: formats[parsed.data.format] } };
}
