import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import type { Database } from './database.ts';
import { image, message } from './schema.ts';
import { dropSearchEntries, fillSearchEntries } from './search-entries.ts';

/** A row of a chat room, as D1 keeps a copy of it. */
export type ProjectedRow = { kind: 'message'; row: MessageRow } | { kind: 'image'; row: ImageRow };

/** Rows that `projectRows` takes at once, at the most. */
export const mostProjectedRows = 500;

/** Characters of JSON in one D1 batch; a parameter of D1 holds 2 MB. */
const batchLength = 400_000;

/** One statement for any number of rows, which are the objects of a JSON array: its parameter. */
function upsert(table: SQLiteTable): string {
  const names = Object.values(getTableColumns(table)).map(({ name }) => name);
  const news = names
    .filter((name) => name !== 'id')
    .map((name) => `"${name}" = excluded."${name}"`);
  const name = getTableName(table);
  // Without the WHERE, SQLite would take ON for the start of a join's condition.
  return `
    INSERT INTO "${name}" (${names.map((column) => `"${column}"`).join(', ')})
    SELECT ${names.map((column) => `value ->> '${column}'`).join(', ')}
    FROM json_each(?) WHERE true
    ON CONFLICT (id) DO UPDATE SET ${news.join(', ')} WHERE excluded.rev > "${name}".rev`;
}

const upsertMessages = upsert(message);
const upsertImages = upsert(image);

type JsonRow = { kind: ProjectedRow['kind']; messageId: string; json: string };

/**
 * Copies a room's rows to D1, and with them what can be searched for. May be repeated, and cut off
 * between two of its batches: an older revision never replaces a newer one. Throws where D1 fails.
 *
 * @param rows at most `mostProjectedRows`; the caller chunks
 */
export async function projectRows(
  db: Database,
  chatId: string,
  rows: ProjectedRow[],
): Promise<void> {
  for (const records of inBatches(rows.map((row) => recordOf(chatId, row)))) {
    const messages = jsonOf(records, 'message');
    const images = jsonOf(records, 'image');
    const touched = JSON.stringify([...new Set(records.map(({ messageId }) => messageId))]);
    const { $client: d1 } = db;
    await d1.batch([
      d1.prepare(upsertMessages).bind(messages),
      d1.prepare(upsertImages).bind(images),
      // Read back from the rows that have just won or lost by their revision, in whichever order a
      // message and its image came.
      d1.prepare(fillSearchEntries).bind(touched),
      d1.prepare(dropSearchEntries).bind(touched),
    ]);
  }
}

/** A row as the columns of its table have it. */
function recordOf(chatId: string, projected: ProjectedRow): JsonRow {
  const { kind, row } = projected;
  if (kind === 'message') {
    const { mentions, reactions, proposal } = row;
    const json = {
      ...row,
      chat_id: chatId,
      mentions: JSON.stringify(mentions),
      reactions: JSON.stringify(reactions),
      proposal: proposal && JSON.stringify(proposal),
    };
    return { kind, messageId: row.id, json: JSON.stringify(json) };
  }
  const { error, options, images, additions, ...columns } = row;
  const json = {
    ...columns,
    options: JSON.stringify(options),
    images: JSON.stringify(images),
    additions: JSON.stringify(additions),
    error_code: error?.code ?? null,
    may_have_been_charged: error?.may_have_been_charged ?? null,
    error_detail: error?.detail ?? null,
  };
  return { kind, messageId: row.message_id, json: JSON.stringify(json) };
}

function jsonOf(records: JsonRow[], kind: JsonRow['kind']): string {
  const ofKind = records.filter((record) => record.kind === kind);
  return `[${ofKind.map(({ json }) => json).join(',')}]`;
}

function inBatches(records: JsonRow[]): JsonRow[][] {
  const batches: JsonRow[][] = [];
  let length = Infinity;
  for (const record of records) {
    if (length + record.json.length > batchLength) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(record);
    length += record.json.length;
  }
  return batches;
}
