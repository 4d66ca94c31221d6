import { and, desc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { nanoid } from 'nanoid';
import { limits } from '../../protocol/limits.ts';
import type { SearchPage, SearchQuery } from '../../protocol/search.ts';
import type { Database } from './database.ts';
import { excerptOf } from './excerpt.ts';
import { chat, image, membership, searchEntry, user } from './schema.ts';
import { searchExpression } from './search-expression.ts';
import { smallestUrl } from './smallest-url.ts';

const isShown = and(eq(image.status, 'completed'), isNull(image.deleted_at));

export type SearchResult = { ok: true; page: SearchPage } | { ok: false; field: 'q' | 'cursor' };

/**
 * Searches the messages and prompts of all chats of a person, the newest first.
 *
 * @returns a page of hits; or the field that makes no sense, where nothing is asked for that could
 *   be found, or the cursor is none of ours
 */
export async function searchMyChats(
  db: Database,
  userId: string,
  query: SearchQuery,
): Promise<SearchResult> {
  const expression = searchExpression(query.q);
  if (expression === null) return { ok: false, field: 'q' };
  const after = cursorOf(query.cursor);
  if (after === undefined) return { ok: false, field: 'cursor' };
  // Nobody can have written what is made up just now, so no text looks like a mark.
  const nonce = nanoid(10);
  const marks = { open: `\u{e000}${nonce}\u{e001}`, close: `\u{e002}${nonce}\u{e003}` };
  // Only what is on the page is marked, not all that was found.
  const found = db
    .select({
      id: searchEntry.id,
      message_id: searchEntry.message_id,
      chat_id: searchEntry.chat_id,
      chat_name: sql<string>`${chat.name}`.as('chat_name'),
      author_id: searchEntry.author_id,
      author_name: sql<string>`${user.name}`.as('author_name'),
      created_at: searchEntry.created_at,
      image_id: searchEntry.image_id,
      image_url: smallestUrl.as('image_url'),
    })
    .from(sql`search_index`)
    // A cross join keeps the order: the index is asked once, not for each message of my chats.
    .crossJoin(searchEntry)
    .innerJoin(
      membership,
      and(eq(membership.user_id, userId), eq(membership.chat_id, searchEntry.chat_id)),
    )
    .innerJoin(chat, and(eq(chat.id, searchEntry.chat_id), isNull(chat.deleted_at)))
    .innerJoin(user, eq(user.id, searchEntry.author_id))
    .leftJoin(image, and(eq(image.id, searchEntry.image_id), isShown))
    .where(
      and(
        sql`search_index MATCH ${expression}`,
        sql`${searchEntry.id} = search_index.rowid`,
        query.chat_id === undefined ? undefined : eq(searchEntry.chat_id, query.chat_id),
        query.author_id === undefined ? undefined : eq(searchEntry.author_id, query.author_id),
        query.image === 'with' ? isNotNull(searchEntry.image_id) : undefined,
        query.image === 'without' ? isNull(searchEntry.image_id) : undefined,
        query.from === undefined ? undefined : gte(searchEntry.created_at, query.from),
        query.until === undefined ? undefined : lt(searchEntry.created_at, query.until),
        after === null
          ? undefined
          : sql`(${searchEntry.created_at}, ${searchEntry.id}) < (${after.createdAt}, ${after.id})`,
      ),
    )
    .orderBy(desc(searchEntry.created_at), desc(searchEntry.id))
    .limit(limits.pageOfHits + 1)
    .as('found');
  const rows = await db
    .select({
      id: found.id,
      message_id: found.message_id,
      chat_id: found.chat_id,
      chat_name: found.chat_name,
      author_id: found.author_id,
      author_name: found.author_name,
      created_at: found.created_at,
      image_id: found.image_id,
      image_url: found.image_url,
      marked: sql<string>`highlight(search_index, 0, ${marks.open}, ${marks.close})`,
    })
    .from(found)
    .crossJoin(sql`search_index`)
    .where(and(sql`search_index MATCH ${expression}`, sql`search_index.rowid = ${found.id}`))
    .orderBy(desc(found.created_at), desc(found.id));
  const page = rows.slice(0, limits.pageOfHits);
  const last = page.at(-1);
  return {
    ok: true,
    page: {
      hits: page.map(({ id: _, marked, ...hit }) => ({
        ...hit,
        excerpt: excerptOf(marked, marks, limits.excerptLength),
      })),
      next: last && rows.length > page.length ? `${last.created_at}-${last.id}` : null,
    },
  };
}

/** Where a page ended; `null` for none, `undefined` for what is no cursor. */
function cursorOf(cursor: string | undefined) {
  if (cursor === undefined) return null;
  const [, createdAt, id] = /^(\d{1,15})-(\d{1,15})$/.exec(cursor) ?? [];
  return createdAt === undefined ? undefined : { createdAt: Number(createdAt), id: Number(id) };
}
