import * as z from 'zod/mini';

const named = z.object({ id: z.string(), name: z.string() });

const visitSchema = z.object({ chat: named, person: named });

/** Who comes to which chat, as the worker found out before it let the request through. */
export type Visit = z.infer<typeof visitSchema>;

const header = 'x-darkroom-visit';

/** The request, with the visit noted on it; replaces whatever the client may have put there. */
export function withVisit(request: Request, visit: Visit): Request {
  const headers = new Headers(request.headers);
  headers.set(header, encodeURIComponent(JSON.stringify(visit)));
  return new Request(request, { headers });
}

/** The visit that the worker noted on a request. Throws where there is none. */
export function visitOf(request: Request): Visit {
  return visitSchema.parse(JSON.parse(decodeURIComponent(request.headers.get(header) ?? '')));
}
