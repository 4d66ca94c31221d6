import { Hono, type Context } from 'hono';
import { signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import { chatJson } from '../export/chat-json.ts';
import { chatZip } from '../export/chat-zip.ts';
import { exportBytes, type Source } from '../export/export-pages.ts';
import { attachmentOf } from '../export/file-name.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { rateLimited } from '../http/rate-limited.ts';
import { refuse } from '../http/refuse.ts';
import { imageStoreOf } from '../images/image-store-of.ts';
import { log } from '../log.ts';

type ExportContext = Context<SignedInEnv, '/:chat_id/export.json' | '/:chat_id/export.zip'>;

const contentTypes = { json: 'application/json', zip: 'application/zip' };

/**
 * A chat as a file, for its members. `x-export-bytes` says about how large it will be. `time_zone`
 * (an IANA name) is the one whose days and times the page in the zip tells.
 */
export const exportRoutes = new Hono<SignedInEnv>()
  .get('/:chat_id/export.json', signedIn, rateLimited('EXPORT_RATE'), async (c) =>
    answer(c, 'json', (source, now) => textStream(chatJson(source, now))),
  )
  .get('/:chat_id/export.zip', signedIn, rateLimited('EXPORT_RATE'), async (c) =>
    answer(c, 'zip', (source, exportedAt) =>
      chatZip(source, imageStoreOf(c.env), {
        exportedAt,
        timeZone: c.req.query('time_zone'),
      }),
    ),
  );

async function answer(
  c: ExportContext,
  kind: 'json' | 'zip',
  make: (source: Source, now: number) => ReadableStream<Uint8Array>,
): Promise<Response> {
  const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
  if (!chat) {
    const message = 'There is no such room, or you are not in it.';
    return refuse(c, { code: 'not_found', message });
  }
  const room = c.env.CHAT_ROOM.getByName(chat.id);
  const read = async (afterSeq: number) => {
    try {
      return await room.readPage(afterSeq);
    } catch (error) {
      // The status is long sent: a file that ends early is all that the person will see of it.
      log({ event: 'export_broke_off', chat_id: chat.id, error });
      throw error;
    }
  };
  const source: Source = { read, first: await read(0) };
  return c.body(make(source, Date.now()), 200, {
    'content-type': contentTypes[kind],
    'content-disposition': attachmentOf(chat.name, kind),
    'x-export-bytes': String(exportBytes(source, kind)),
    'cache-control': 'no-store',
  });
}

/** Texts as a stream of bytes, each made when the one before was taken. */
function textStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await texts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
