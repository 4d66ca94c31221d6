import { Hono, type Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { assets } from '../assets.ts';
import { findChat, findMyChat, listMyChats } from '../db/chats.ts';
import type { AppEnv } from '../http/app-env.ts';
import { chatPage } from '../views/chat-page.ts';
import { joinPage } from '../views/join-page.ts';
import type { Theme } from '../views/page-frame.ts';
import { problemPage } from '../views/problem-page.ts';
import { welcomePage } from '../views/welcome-page.ts';

/** What every page needs of its request. */
function pageContext(c: Context) {
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
    return c.html(chatPage({ ...pageContext(c), person, chats, chat: null, simulated }));
  })
  .get('/chats/:chat_id', async (c) => {
    const { person, db, settings } = c.var;
    const chatId = c.req.param('chat_id');
    const mine = person && (await findMyChat(db, chatId, person.id));
    if (mine) {
      const chats = await listMyChats(db, person.id);
      const { simulated } = settings;
      return c.html(chatPage({ ...pageContext(c), person, chats, chat: mine, simulated }));
    }
    const chat = await findChat(db, chatId);
    if (!chat) return notFoundPage(c);
    if (person) return c.html(joinPage({ ...pageContext(c), person, chat }));
    const invitation = { chat_id: chat.id, chat_name: chat.name };
    return c.html(welcomePage({ ...pageContext(c), invitation }));
  });
