import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { limits } from '../protocol/limits.ts';
import { currentPerson } from './auth/current-person.ts';
import { database } from './db/database.ts';
import type { AppEnv } from './http/app-env.ts';
import { refuse } from './http/refuse.ts';
import { sameOrigin } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { log } from './log.ts';
import { chatsRoutes } from './routes/chats.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { exportRoutes } from './routes/exports.ts';
import { familyRoutes } from './routes/families.ts';
import { guestRoutes } from './routes/guest.ts';
import { imageRoutes } from './routes/images.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { keptPromptRoutes } from './routes/kept-prompts.ts';
import { meRoutes } from './routes/me.ts';
import { chatModelRoutes, modelRoutes } from './routes/models.ts';
import { operatorRoutes } from './routes/operator.ts';
import { brokenPage, notFoundPage, pageRoutes } from './routes/pages.ts';
import { promptRoutes } from './routes/prompts.ts';
import { searchRoutes } from './routes/search.ts';
import { socketRoutes } from './routes/socket.ts';
import { sourceRoutes } from './routes/sources.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { readSettings } from './settings.ts';

const isApi = (path: string) => path.startsWith('/api/');

/** The app over HTTP: what every request passes through, then the routes. */
export const app = new Hono<AppEnv>()
  .use(async (c, next) => {
    await next();
    // The platform's answer to an upgrade has no headers to change.
    if (c.res.status === 101) return;
    const stricter = c.res.headers.get('content-security-policy');
    await securityHeaders(c, async () => {});
    if (stricter !== null) c.res.headers.set('content-security-policy', stricter);
  })
  .use(async (c, next) => {
    const read = readSettings(c.env);
    if (!read.ok) {
      log({ event: 'setting_broken', problem: read.problem });
      return isApi(c.req.path)
        ? refuse(c, { code: 'not_configured', message: read.problem })
        : brokenPage(c, 503, read.problem);
    }
    c.set('settings', read.settings);
    c.set('db', database(c.env.DB));
    return next();
  })
  // Before the bound of all other bodies: these have their own.
  .route('/webhooks', webhookRoutes)
  .route('/sources', sourceRoutes)
  .route('/api/chats', uploadRoutes)
  .use(
    bodyLimit({
      maxSize: limits.bodyBytes,
      onError: (c) =>
        refuse(c, { code: 'too_large', message: `Send at most ${limits.bodyBytes} bytes.` }),
    }),
  )
  .on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', sameOrigin)
  .route('/api/chats', socketRoutes)
  .use(currentPerson)
  .route('/api', guestRoutes)
  .route('/api/me', meRoutes)
  .route('/api/inbox', inboxRoutes)
  .route('/api', searchRoutes)
  .route('/api/kept-prompts', keptPromptRoutes)
  .route('/api/prompts', promptRoutes)
  .route('/api/models', modelRoutes)
  .route('/api/chats', chatModelRoutes)
  .route('/api/chats', exportRoutes)
  .route('/api/chats', familyRoutes)
  .route('/api/chats', chatsRoutes)
  .route('/', imageRoutes)
  .route('/', downloadRoutes)
  .route('/', pageRoutes)
  .route('/', operatorRoutes)
  .notFound((c) =>
    isApi(c.req.path)
      ? refuse(c, { code: 'not_found', message: 'There is no such address.' })
      : notFoundPage(c),
  )
  .onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    log({ event: 'bug', where: `${c.req.method} ${c.req.routePath}`, error });
    const message = 'Something went wrong on this server. Try again in a moment.';
    return isApi(c.req.path)
      ? refuse(c, { code: 'internal', message })
      : brokenPage(c, 500, message);
  });
