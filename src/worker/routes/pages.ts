import { Hono, type Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { idSchema } from '../../protocol/ids.ts';
import { assets } from '../assets.ts';
import { listMyChats } from '../db/chat-list.ts';
import { findChat, findMyChat } from '../db/chats.ts';
import type { AppEnv } from '../http/app-env.ts';
import { chatPage } from '../views/chat-page.ts';
import { joinPage } from '../views/join-page.ts';
import type { Theme } from '../views/page-frame.ts';
import { problemPage } from '../views/problem-page.ts';
import { welcomePage } from '../views/welcome-page.ts';

/** What every page needs of its request. */
export function pageContext(c: Context) {
  const cookie = getCookie(c, 'theme');
  const theme: Theme = cookie === 'dark' || cookie === 'light' ? cookie : null;
  return { assets, theme };
}

/** The page for what is not there, or not for whoever asks. */
export function notFoundPage(c: Context) {
  return c.html(
    problemPage({
      ...pageContext(c),
      status: 404,
      title: 'Nothing here',
      message:
        'This address leads nowhere. A link to a room may have been cut off: ask for it again.',
    }),
    404,
  );
}

/** The page for what is broken on the server, with one sentence and never a stack. */
export function brokenPage(c: Context, status: 500 | 503, message: string) {
  return c.html(
    problemPage({ ...pageContext(c), status, title: 'Not working right now', message }),
    status,
  );
}

/** A chat, at its end or at one of its messages; for who is not in it, the way in. */
async function openChat(c: Context<AppEnv>, chatId: string, messageId: string | null) {
  const { person, db, settings } = c.var;
  const mine = person && (await findMyChat(db, chatId, person.id));
  if (mine) {
    const chats = await listMyChats(db, person.id);
    const chat = { id: mine.id, name: mine.name };
    const { simulated } = settings;
    const page = { ...pageContext(c), person, chats, chat, message_id: messageId, simulated };
    return c.html(chatPage(page));
  }
  const chat = await findChat(db, chatId);
  if (!chat) return notFoundPage(c);
  const { id, name } = chat;
  if (person) return c.html(joinPage({ ...pageContext(c), person, chat: { id, name } }));
  const invitation = { chat_id: id, chat_name: name };
  return c.html(welcomePage({ ...pageContext(c), invitation }));
}

/** The app's pages. Each is rendered for one person, so none may be kept by a cache. */
export const pageRoutes = new Hono<AppEnv>()
  .use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  })
  .get('/', async (c) => {
    const { person, db, settings } = c.var;
    if (!person) return c.html(welcomePage({ ...pageContext(c), invitation: null }));
    const chats = await listMyChats(db, person.id);
    const { simulated } = settings;
    const page = { ...pageContext(c), person, chats, chat: null, message_id: null, simulated };
    return c.html(chatPage(page));
  })
  .get('/chats/:chat_id', async (c) => openChat(c, c.req.param('chat_id'), null))
  .get('/chats/:chat_id/messages/:message_id', async (c) => {
    const { chat_id: chatId, message_id: messageId } = c.req.param();
    return idSchema.safeParse(messageId).success ? openChat(c, chatId, messageId) : notFoundPage(c);
  });
