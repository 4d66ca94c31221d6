import type { EntryRow } from '../../protocol/entries.ts';
import type { ChatRow, ImageRow, MemberRow, MessageRow } from '../../protocol/rows.ts';

/** A page of everything in a room, to be exported. */
export type RoomPage = {
  chat: ChatRow | null;
  /** Only on the first page. */
  members: MemberRow[];
  /** The room's context; only on the first page. */
  entries: EntryRow[];
  messages: MessageRow[];
  images: ImageRow[];
  quoted: MessageRow[];
  /** Where the next page begins; `null` after the last one. */
  next_seq: number | null;
  rev: number;
  /** Bytes of all stored images, and how many messages there are, in the room; on the first page. */
  image_bytes: number;
  message_count: number;
};
