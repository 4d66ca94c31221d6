import { createMiddleware } from 'hono/factory';
import { refuse } from './refuse.ts';

/**
 * Lets through only what a page of this very origin sent. For everything that changes something and
 * for the WebSocket, which browsers open across origins, cookies and all.
 */
export const sameOrigin = createMiddleware(async (c, next) => {
  if (c.req.header('origin') !== new URL(c.req.url).origin) {
    return refuse(c, {
      code: 'foreign_origin',
      message: 'Send this from the app’s own address: the Origin header does not match it.',
    });
  }
  return next();
});
