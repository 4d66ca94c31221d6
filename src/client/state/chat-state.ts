import type {
  EntryChangeRecord,
  EntryFields,
  EntryKind,
  EntryRow,
} from '../../protocol/entries.ts';
import type { Refusal } from '../../protocol/errors.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { ProposalProgress } from '../../protocol/proposal.ts';
import type { ChatRow, ImageRow, MemberRow, MessageRow } from '../../protocol/rows.ts';
import type { ImageProgress, ImageService } from '../../protocol/server-message.ts';
import type { DraftImage } from './draft.ts';
import { MessageList } from './message-list.ts';
import type { Suggestion } from './suggestion.ts';

/** Something I asked for that is not yet in the rows of the chat. */
export interface PendingRequest {
  client_id: string;
  /** The words of the message, or the prompt of the image. */
  text: string;
  /** Set where an image is asked for. */
  settings: ImageSettings | null;
  /** The messages that a prompt is to be drafted from; empty where none is. */
  sources: readonly string[];
  /** Pictures that go with a message. */
  uploads: readonly DraftImage[];
  /** The message that it answers. */
  reply_to: string | null;
  /** Milliseconds since 1970, by this browser's clock. */
  created_at: number;
  /** The revision at which the server has it for certain; `null` while it has not said so. */
  rev: number | null;
  /** Set once the server refused it: it stays in sight until the person decides. */
  refusal: Refusal | null;
}

/** What somebody does to a message that is there. */
export type MessageChange =
  | { kind: 'edit'; text: string }
  | { kind: 'delete' }
  /** Other words for a drafted prompt, and a message that is taken out of one. */
  | { kind: 'proposal_edit'; text: string }
  | { kind: 'take_out'; source_id: string }
  | { kind: 'reaction'; reaction: string; on: boolean };

/** A change of a message that I asked for: shown at once, until its row says the same. */
export interface PendingChange {
  client_id: string;
  message_id: string;
  change: MessageChange;
  created_at: number;
  /** The revision at which the server made it; `null` while it has not said so. */
  rev: number | null;
}

/** Something of the room's context that I asked for: shown at once, until the rows say the same. */
export interface EntryRequest {
  client_id: string;
  /** The entry that is to change; `null` for a new one. */
  entry_id: string | null;
  /** What a new one is; `null` for one that is there. */
  kind: EntryKind | null;
  /** What is said of it, and nothing else. */
  change: Partial<EntryFields>;
  /** Whether it is to go, or to come back. */
  deleted: boolean | undefined;
  created_at: number;
  /** The revision at which the server has it; `null` while it has not said so. */
  rev: number | null;
  /** Set once the server refused it: its words stay in sight until the person decides. */
  refusal: Refusal | null;
}

/** A cancel that I asked for: shown until the image has ended, however it does. */
export interface PendingCancel {
  client_id: string;
  image_id: string;
}

/** Messages of the conversation without a gap between the first and the last of them. */
export interface Stretch {
  messages: MessageList;
  has_older: boolean;
}

/** All that this browser knows of one chat. Never changed in place. */
export interface ChatState {
  /** Revision up to which every change is here; `null` before the first snapshot. */
  rev: number | null;
  chat: ChatRow | null;
  members: ReadonlyMap<string, MemberRow>;
  images: ReadonlyMap<string, ImageRow>;
  /** What the room keeps for its prompts: its context. */
  entries: ReadonlyMap<string, EntryRow>;
  /** What I asked for of that, in order. */
  entryRequests: readonly EntryRequest[];
  /** The latest changes of it, the newest first; `null` while nobody asked. */
  entryHistory: readonly EntryChangeRecord[] | null;
  /** Images that are known to be deleted, by id. */
  deletedImages: ReadonlySet<string>;
  /** Answered messages that are not in a stretch, and tombstones of answered ones. */
  quoted: ReadonlyMap<string, MessageRow>;
  /** Of images that are still being made. */
  progress: ReadonlyMap<string, ImageProgress>;
  /** The words of prompts that are being drafted, by the message that they stand in. */
  drafted: ReadonlyMap<string, ProposalProgress>;
  /** Why no images can be made at the moment; `null` while they can. */
  service: ImageService | null;
  /** Ids of the people who have the chat open. */
  here: readonly string[];
  /** When the others last had, in milliseconds since 1970. */
  away: ReadonlyMap<string, number>;
  /** The end of the conversation; grows as it goes on. */
  live: Stretch;
  /** A stretch further back that is looked at instead, until it reaches the end; there is newer. */
  past: Stretch | null;
  /** In the order in which they were asked for. */
  pending: readonly PendingRequest[];
  changing: readonly PendingChange[];
  canceling: readonly PendingCancel[];
  /** Words that I asked for last, until I take or leave them. */
  suggestion: Suggestion | null;
}

/** A chat of which nothing is known yet. */
export function emptyChatState(): ChatState {
  return {
    rev: null,
    chat: null,
    members: new Map(),
    images: new Map(),
    entries: new Map(),
    entryRequests: [],
    entryHistory: null,
    deletedImages: new Set(),
    quoted: new Map(),
    progress: new Map(),
    drafted: new Map(),
    service: null,
    here: [],
    away: new Map(),
    live: { messages: MessageList.empty, has_older: false },
    past: null,
    pending: [],
    changing: [],
    canceling: [],
    suggestion: null,
  };
}

/** What is looked at: the end of the conversation, or a stretch further back. */
export function viewed(state: ChatState): Stretch {
  return state.past ?? state.live;
}

/** A message that is here, wherever. */
export function messageOf(state: ChatState, id: string): MessageRow | undefined {
  return state.past?.messages.get(id) ?? state.live.messages.get(id) ?? state.quoted.get(id);
}
