import { and, desc, eq, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { limits } from '../../protocol/limits.ts';
import type { PromptsPage, PromptsQuery } from '../../protocol/past-prompts.ts';
import type { Database } from './database.ts';
import { groupPrompts, type AskedImage } from './group-prompts.ts';
import { chat, image, membership, searchEntry, user } from './schema.ts';
import { searchExpression } from './search-expression.ts';
import { smallestUrl } from './smallest-url.ts';

/** Images that are read at once, and times that more are read to fill one page. */
const chunk = 150;
const chunks = 6;

export type PastPromptsResult =
  { ok: true; page: PromptsPage } | { ok: false; field: 'q' | 'cursor' };

/** Where a page ended: the last image that it looked at. */
interface Place {
  created_at: number;
  id: string;
}

/**
 * The prompts that somebody asked with, the newest first, each with what it gave: of one chat, or
 * this person's own of all their chats. Reads no more images than a page needs, at most 900, so that
 * the cost does not grow with what lies behind.
 *
 * @returns a page; or the field that makes no sense
 */
export async function pastPrompts(
  db: Database,
  userId: string,
  query: PromptsQuery,
): Promise<PastPromptsResult> {
  const expression = query.q === '' ? null : searchExpression(query.q);
  if (query.q !== '' && expression === null) return { ok: false, field: 'q' };
  const from = placeOf(query.cursor);
  if (from === undefined) return { ok: false, field: 'cursor' };
  const read: AskedImage[] = [];
  let after = from;
  for (let at = 0; at < chunks; at += 1) {
    const rows = await askedImages(db, userId, query, expression, after);
    read.push(...rows);
    const { prompts, last, isFull } = groupPrompts(read, limits.pageOfPrompts);
    const isEnd = rows.length < chunk;
    if (isFull || isEnd || at === chunks - 1) {
      const next = last && (isFull || !isEnd) ? `${last.created_at}-${last.id}` : null;
      return { ok: true, page: { prompts, next } };
    }
    after = read.at(-1) ?? after;
  }
  throw new Error('a page of prompts has no end');
}

/** Images after a place, the newest first. */
async function askedImages(
  db: Database,
  userId: string,
  { scope, chat_id }: PromptsQuery,
  expression: string | null,
  after: Place | null,
): Promise<AskedImage[]> {
  const fields = {
    id: image.id,
    chat_id: image.chat_id,
    chat_name: chat.name,
    message_id: image.message_id,
    author_id: image.requested_by,
    author_name: sql<string>`coalesce(${user.name}, 'Someone')`,
    prompt: image.prompt,
    negative_prompt: image.negative_prompt,
    additions: image.additions,
    status: image.status,
    url: smallestUrl,
    created_at: image.created_at,
  };
  const where = and(
    // An enlarged image, and one that was brought in, was asked for without words.
    ne(image.prompt, ''),
    isNull(image.deleted_at),
    scope === 'mine' ? eq(image.requested_by, userId) : undefined,
    chat_id === undefined ? undefined : eq(image.chat_id, chat_id),
    after === null
      ? undefined
      : sql`(${image.created_at}, ${image.id}) < (${after.created_at}, ${after.id})`,
  );
  const isMember = and(eq(membership.user_id, userId), eq(membership.chat_id, image.chat_id));
  const isThere = and(eq(chat.id, image.chat_id), isNull(chat.deleted_at));
  const order = [desc(image.created_at), desc(image.id)];
  if (expression === null) {
    return (
      db
        .select(fields)
        .from(image)
        // Cross joins keep the order, so that the index gives the newest first and the rest is not read.
        .crossJoin(membership)
        .crossJoin(chat)
        .leftJoin(user, eq(user.id, image.requested_by))
        .where(and(where, isMember, isThere))
        .orderBy(...order)
        .limit(chunk)
    );
  }
  return db
    .select(fields)
    .from(sql`search_index`)
    .crossJoin(searchEntry)
    .crossJoin(image)
    .crossJoin(membership)
    .crossJoin(chat)
    .leftJoin(user, eq(user.id, image.requested_by))
    .where(and(where, isMember, isThere, ...matches(expression, userId, scope, chat_id)))
    .orderBy(...order)
    .limit(chunk);
}

/** What the search says of them; the chat and the person are left out of it before images are read. */
function matches(
  expression: string,
  userId: string,
  scope: PromptsQuery['scope'],
  chatId: string | undefined,
): (SQL | undefined)[] {
  return [
    sql`search_index MATCH ${expression}`,
    sql`${searchEntry.id} = search_index.rowid`,
    eq(searchEntry.image_id, image.id),
    scope === 'mine' ? eq(searchEntry.author_id, userId) : undefined,
    chatId === undefined ? undefined : eq(searchEntry.chat_id, chatId),
  ];
}

/** Where a page ended; `null` for none, `undefined` for what is no cursor. */
function placeOf(cursor: string | undefined): Place | null | undefined {
  if (cursor === undefined) return null;
  const [, created_at, id] = /^(\d{1,15})-([A-Za-z0-9_-]{22})$/.exec(cursor) ?? [];
  return created_at === undefined || id === undefined
    ? undefined
    : { created_at: Number(created_at), id };
}
