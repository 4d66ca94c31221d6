import * as z from 'zod/mini';

const introductionSchema = z.object({
  chat: z.object({ id: z.string(), name: z.string(), owner_id: z.string() }),
  person: z.object({ id: z.string(), name: z.string() }),
});

const visitSchema = z.object({
  user_id: z.string(),
  introduction: z.nullable(introductionSchema),
});

/** A chat, as D1 has it. */
export type VisitedChat = Introduction['chat'];

/** A chat and a member of it, as D1 has them. */
export type Introduction = z.infer<typeof introductionSchema>;

/**
 * Who comes, as the worker found out before it let the request through. Without an introduction it
 * knows the person but has not asked D1 whether they are a member: that is for the room to say.
 */
export type Visit = z.infer<typeof visitSchema>;

/** The room's answer to somebody it does not know, who came without an introduction. */
export const unknownVisitor = 401;

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
