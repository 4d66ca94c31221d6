import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import type { Database } from './database.ts';
import { image, message } from './schema.ts';

/** A row of a chat room, as D1 keeps a copy of it. */
export type ProjectedRow = { kind: 'message'; row: MessageRow } | { kind: 'image'; row: ImageRow };

/** Every column but the key takes the new value, as `ON CONFLICT DO UPDATE` names it. */
function takeNew(table: SQLiteTable): Record<string, SQL> {
  const columns = Object.entries(getTableColumns(table));
  return Object.fromEntries(
    columns
      .filter(([, column]) => !column.primary)
      .map(([key, column]) => [key, sql.raw(`excluded."${column.name}"`)]),
  );
}

const newMessage = takeNew(message);
const newImage = takeNew(image);

/**
 * Copies a room's rows to D1, all or none. May be repeated: an older revision never replaces a
 * newer one. Throws where D1 fails.
 *
 * @param rows at most what fits one D1 batch; the caller chunks
 */
export async function projectRows(
  db: Database,
  chatId: string,
  rows: ProjectedRow[],
): Promise<void> {
  const [first, ...rest] = rows.map((projected) => {
    if (projected.kind === 'message') {
      return db
        .insert(message)
        .values({ ...projected.row, chat_id: chatId })
        .onConflictDoUpdate({
          target: message.id,
          set: newMessage,
          setWhere: sql`excluded.rev > ${message.rev}`,
        });
    }
    const { error, ...row } = projected.row;
    return db
      .insert(image)
      .values({
        ...row,
        error_code: error?.code ?? null,
        may_have_been_charged: error?.may_have_been_charged ?? null,
      })
      .onConflictDoUpdate({
        target: image.id,
        set: newImage,
        setWhere: sql`excluded.rev > ${image.rev}`,
      });
  });
  if (first) await db.batch([first, ...rest]);
}
