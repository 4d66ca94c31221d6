import { entryRowSchema, type EntryRow } from '../../protocol/entries.ts';
import {
  chatRowSchema,
  imageRowSchema,
  memberRowSchema,
  messageRowSchema,
  type ChatRow,
  type ImageRow,
  type MemberRow,
  type MessageRow,
} from '../../protocol/rows.ts';

/** The kinds of rows that a room keeps and a client sees. */
export type Rows = {
  chat: ChatRow;
  member: MemberRow;
  message: MessageRow;
  image: ImageRow;
  entry: EntryRow;
};
export type RowKind = keyof Rows;
export type KindedRow = { [K in RowKind]: { kind: K; row: Rows[K] } }[RowKind];

/** How each is read. */
export const schemas = {
  chat: chatRowSchema,
  member: memberRowSchema,
  message: messageRowSchema,
  image: imageRowSchema,
  entry: entryRowSchema,
};
