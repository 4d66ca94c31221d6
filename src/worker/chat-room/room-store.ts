import type * as z from 'zod/mini';
import { nameIndex, type NameIndex } from '../../domain/mentions.ts';
import type { ChatRow, ImageRow, MemberRow, MessageRow } from '../../protocol/rows.ts';
import type { EntryRow } from '../../protocol/entries.ts';
import { makeTables, numberOf } from './room-tables.ts';
import { schemas, type KindedRow, type RowKind, type Rows } from './row-kinds.ts';

/** Rows of these ids: one bound parameter, however many. */
const ofIds = 'id IN (SELECT value FROM json_each(?))';

/** The answer that a request got, kept so that a resend gets the same. */
export type KeptAck = { id: string; rev: number };

/**
 * The rows of the room's own SQLite, stamped with `rev`, and which requests were answered how. Every
 * method is synchronous; what one event writes is committed together.
 */
export class RoomStore {
  #sql: SqlStorage;
  #rev: number;
  #projectedRev: number | null = null;
  #chat: ChatRow | null = null;
  #names: NameIndex | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    makeTables(sql);
    this.#rev = numberOf(this.#sql, 'SELECT max(rev) FROM record');
  }

  /** The revision of the newest change. */
  get rev(): number {
    return this.#rev;
  }

  /** The revision that the next change will have. */
  get nextRev(): number {
    return this.#rev + 1;
  }

  /**
   * Writes a row as the room's next change, new or in the place of the one with its id.
   *
   * @returns the row, stamped with its new `rev`
   */
  put<K extends RowKind>(kind: K, row: Omit<Rows[K], 'rev'>): Rows[K] {
    return this.#write(kind, row, 'UPDATE SET rev = excluded.rev, body = excluded.body').row;
  }

  /**
   * Writes a new row as the room's next change.
   *
   * @returns the row, stamped with its `rev`; `null` where there is one with its id: nothing changed
   */
  add<K extends RowKind>(kind: K, row: Omit<Rows[K], 'rev'>): Rows[K] | null {
    const written = this.#write(kind, row, 'NOTHING');
    return written.isWritten ? written.row : null;
  }

  /** The row of that kind and id, or `null`. */
  get<K extends RowKind>(kind: K, id: string): Rows[K] | null {
    return this.#rows(kind, 'id = ?', id)[0] ?? null;
  }

  /** The chat's own row; `null` in a room that was never made. */
  chat(): ChatRow | null {
    this.#chat ??= this.#rows('chat', 'true')[0] ?? null;
    return this.#chat;
  }

  /** The chat's id. Throws in a room that was never made. */
  get chatId(): string {
    const chat = this.chat();
    if (!chat) throw new Error('this room was never made');
    return chat.id;
  }

  /** The members by their names. */
  get names(): NameIndex {
    this.#names ??= nameIndex(this.members());
    return this.#names;
  }

  /** How many people are members. */
  get memberCount(): number {
    return numberOf(this.#sql, `SELECT count(*) FROM record WHERE kind = 'member'`);
  }

  members(): MemberRow[] {
    return this.#rows('member', 'true ORDER BY seq');
  }

  /** What is kept for prompts, the oldest first, tombstones too. */
  entries(): EntryRow[] {
    return this.#rows('entry', 'true ORDER BY seq');
  }

  /** Messages before `seq`, the latest of them, oldest first, without tombstones. */
  messagesBefore(seq: number, limit: number): MessageRow[] {
    return this.#rowsInOrder(
      'message',
      `seq < ? AND body ->> 'deleted_at' IS NULL ORDER BY seq DESC LIMIT ?`,
      seq,
      limit,
    ).toReversed();
  }

  /** Messages after `seq`, the earliest of them, oldest first, without tombstones. */
  messagesAfter(seq: number, limit: number): MessageRow[] {
    return this.#rowsInOrder(
      'message',
      `seq > ? AND body ->> 'deleted_at' IS NULL ORDER BY seq LIMIT ?`,
      seq,
      limit,
    );
  }

  /** The messages that some of these answer, or were drafted from, and that are not among them; tombstones too. */
  quotedBy(messages: MessageRow[]): MessageRow[] {
    const answered = new Set(
      messages.flatMap(({ reply_to, proposal }) => [
        ...(reply_to === null ? [] : [reply_to]),
        ...(proposal?.sources.map(({ message_id }) => message_id) ?? []),
      ]),
    );
    for (const { id } of messages) answered.delete(id);
    if (answered.size === 0) return [];
    return this.#rows('message', ofIds, JSON.stringify([...answered]));
  }

  /** How many messages there are, tombstones left out. */
  messageCount(): number {
    const query = `SELECT count(*) FROM record WHERE kind = 'message' AND body ->> 'deleted_at' IS NULL`;
    return numberOf(this.#sql, query);
  }

  /** Bytes of all stored images together. */
  imageBytes(): number {
    const query = `SELECT sum(body ->> 'bytes') FROM record WHERE kind = 'image' AND body ->> 'deleted_at' IS NULL`;
    return numberOf(this.#sql, query);
  }

  /** The images that these messages ask for. */
  imagesOf(messages: MessageRow[]): ImageRow[] {
    const ids = messages.flatMap(({ image_id }) => image_id ?? []);
    return ids.length === 0 ? [] : this.#rows('image', ofIds, JSON.stringify(ids));
  }

  /** What these images come from and that is not among them; tombstones too. */
  parentsOf(images: ImageRow[]): ImageRow[] {
    const ids = new Set(images.flatMap(({ parent_id }) => parent_id ?? []));
    for (const { id } of images) ids.delete(id);
    return ids.size === 0 ? [] : this.#rows('image', ofIds, JSON.stringify([...ids]));
  }

  /** Images of these messages, and what those come from. */
  imagesAround(messages: MessageRow[]): ImageRow[] {
    const images = this.imagesOf(messages);
    return [...images, ...this.parentsOf(images)];
  }

  /** What was made of these images, tombstones too, oldest first, at most `limit`. */
  childrenOf(imageIds: readonly string[], limit: number): ImageRow[] {
    const where = `body ->> 'parent_id' IN (SELECT value FROM json_each(?))
      AND body ->> 'status' NOT IN ('failed', 'canceled') ORDER BY seq LIMIT ?`;
    return this.#rows('image', where, JSON.stringify(imageIds), limit);
  }

  /** Rows changed after `rev`, in the order of their changes, at most `limit`. */
  changedSince(rev: number, limit: number): KindedRow[] {
    return this.#sql
      .exec<{
        kind: RowKind;
        body: string;
      }>('SELECT kind, body FROM record WHERE rev > ? ORDER BY rev LIMIT ?', rev, limit)
      .toArray()
      .map(({ kind, body }) => ({ kind, row: schemas[kind].parse(JSON.parse(body)) }) as KindedRow);
  }

  /** What a person's request of that `client_id` was answered with, or `null` if it is new. */
  keptAck(userId: string, clientId: string): KeptAck | null {
    const [kept] = this.#sql
      .exec<KeptAck>(
        'SELECT id, rev FROM request WHERE user_id = ? AND client_id = ?',
        userId,
        clientId,
      )
      .toArray();
    return kept ?? null;
  }

  keepAck(userId: string, clientId: string, ack: KeptAck): void {
    this.#sql.exec(
      'INSERT INTO request (user_id, client_id, id, rev) VALUES (?, ?, ?, ?)',
      userId,
      clientId,
      ack.id,
      ack.rev,
    );
  }

  /** Up to which revision D1 has everything. */
  get projectedRev(): number {
    this.#projectedRev ??= this.mark('projected');
    return this.#projectedRev;
  }

  set projectedRev(rev: number) {
    this.setMark('projected', rev);
    this.#projectedRev = rev;
  }

  /** A number that the room keeps under a name; 0 where there is none. */
  mark(name: string): number {
    return numberOf(this.#sql, 'SELECT value FROM mark WHERE name = ?', name);
  }

  setMark(name: string, value: number): void {
    this.#sql.exec('INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)', name, value);
  }

  /** Reads what is held in memory again, after a transaction was rolled back. */
  reload(): void {
    this.#projectedRev = null;
    this.#chat = null;
    this.#names = null;
    this.#rev = numberOf(this.#sql, 'SELECT max(rev) FROM record');
  }

  #write<K extends RowKind>(
    kind: K,
    row: Omit<Rows[K], 'rev'>,
    onConflict: string,
  ): { row: Rows[K]; isWritten: boolean } {
    const stamped = { ...row, rev: this.nextRev } as Rows[K];
    const { rowsWritten } = this.#sql.exec(
      `INSERT INTO record (seq, rev, kind, id, body) VALUES (?1, ?1, ?2, ?3, ?4)
       ON CONFLICT (id, kind) DO ${onConflict}`,
      stamped.rev,
      kind,
      stamped.id,
      JSON.stringify(stamped),
    );
    if (rowsWritten > 0) this.#rev = stamped.rev;
    if (kind === 'member') this.#names = null;
    if (kind === 'chat') this.#chat = null;
    return { row: stamped, isWritten: rowsWritten > 0 };
  }

  #rows<K extends RowKind>(kind: K, where: string, ...bindings: (string | number)[]): Rows[K][] {
    return this.#read(kind, 'record', where, bindings);
  }

  /** As they lie there: no index is of use to a page of the conversation. */
  #rowsInOrder<K extends RowKind>(
    kind: K,
    where: string,
    ...bindings: (string | number)[]
  ): Rows[K][] {
    return this.#read(kind, 'record NOT INDEXED', where, bindings);
  }

  #read<K extends RowKind>(
    kind: K,
    from: string,
    where: string,
    bindings: (string | number)[],
  ): Rows[K][] {
    const schema = schemas[kind] as unknown as z.ZodMiniType<Rows[K]>;
    return this.#sql
      .exec<{ body: string }>(
        `SELECT body FROM ${from} WHERE kind = '${kind}' AND ${where}`,
        ...bindings,
      )
      .toArray()
      .map(({ body }) => schema.parse(JSON.parse(body)));
  }
}
