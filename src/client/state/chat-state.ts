import type { Refusal } from '../../protocol/errors.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { ChatRow, ImageRow, MemberRow, MessageRow } from '../../protocol/rows.ts';
import type { ImageProgress } from '../../protocol/server-message.ts';

/** Something I asked for that is not yet in the rows of the chat. */
export interface PendingRequest {
  client_id: string;
  /** The words of the message, or the prompt of the image. */
  text: string;
  /** Set where an image is asked for. */
  settings: ImageSettings | null;
  /** Milliseconds since 1970, by this browser's clock. */
  created_at: number;
  /** Set once the server has it for certain. */
  acknowledged: boolean;
  /** Set once the server refused it: it stays in sight until the person decides. */
  refusal: Refusal | null;
}

/** All that this browser knows of one chat. Never changed in place. */
export interface ChatState {
  /** Revision up to which every change is here; `null` before the first snapshot. */
  rev: number | null;
  chat: ChatRow | null;
  members: ReadonlyMap<string, MemberRow>;
  messages: ReadonlyMap<string, MessageRow>;
  images: ReadonlyMap<string, ImageRow>;
  /** Of images that are still being made. */
  progress: ReadonlyMap<string, ImageProgress>;
  /** Ids of the people who have the chat open. */
  here: readonly string[];
  has_older: boolean;
  /** In the order in which they were asked for. */
  pending: readonly PendingRequest[];
}

/** A chat of which nothing is known yet. */
export function emptyChatState(): ChatState {
  return {
    rev: null,
    chat: null,
    members: new Map(),
    messages: new Map(),
    images: new Map(),
    progress: new Map(),
    here: [],
    has_older: false,
    pending: [],
  };
}
