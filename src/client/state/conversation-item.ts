import type { ImageSet } from './image-set.ts';
import type { ImageView } from './image-view.ts';
import type { ProposalView } from './proposal-view.ts';

/** The message that an entry answers. */
export interface QuotedMessage {
  message_id: string;
  author: string;
  avatar: string;
  /** Raw, cut to `limits.excerptLength`: the words, or the prompt of an image. */
  text: string;
  image_url: string | null;
  deleted: boolean;
}

/** One kind of reaction to a message. */
export interface ReactionView {
  reaction: string;
  count: number;
  mine: boolean;
  /** Who reacted so, "You" first. */
  names: readonly string[];
}

/** One entry of the conversation, ready to be shown. Never changed in place. */
export interface ConversationItem {
  /** The same before and after the server has it, so that its place on the page stays. */
  key: string;
  client_id: string;
  /** `null` while it is not a row. */
  message_id: string | null;
  /** Order in the chat; above every row while it is not one. */
  seq: number;
  author_id: string;
  mine: boolean;
  /** A separator above it: the day, or empty. */
  day: string;
  /** Whether it is the first that was not seen before. */
  unseen: boolean;
  /** Whether author and time stand above it. */
  headed: boolean;
  author: string;
  initial: string;
  avatar: string;
  time: string;
  /** For `<time datetime>`. */
  datetime: string;
  /** Raw, as it was written; of a drafted prompt its words. Empty where an image says it. */
  text: string;
  quote: QuotedMessage | null;
  reactions: readonly ReactionView[];
  edited: boolean;
  can_edit: boolean;
  can_delete: boolean;
  can_react: boolean;
  /** Whether a prompt can be drafted from it. */
  can_draft: boolean;
  mentions: readonly { user_id: string; name: string }[];
  /** Whether it names me, or answers a message of mine. */
  mentions_me: boolean;
  /** Absolute address of the message; empty while it is not a row. */
  link: string;
  /** `failed` stays until the person tries again or takes it back; `refusal` says why. */
  state: 'sending' | 'sent' | 'failed';
  /** Why it was not taken, or empty. */
  refusal: string;
  /** Set where it is a drafted prompt. */
  proposal: ProposalView | null;
  /** The image that it asks for, if it asks for one; all of a set. */
  images: readonly ImageView[];
  /** What images that were asked for together have in common; `null` where there are no such. */
  set: ImageSet | null;
  /** The messages of a set, one for each image, as entries of their own. */
  members: readonly ConversationItem[];
}

/** The messages that an entry shows: those of a set, or its own. */
export function messagesIn(item: ConversationItem): readonly ConversationItem[] {
  return item.members.length > 0 ? item.members : [item];
}

/** What an entry says in a line: its words, what its image is of, or that a prompt is being drafted. */
export function wordsOfItem({ images, text, proposal }: ConversationItem): string {
  return images[0]?.alt ?? (text || (proposal?.title ?? ''));
}

/** Whether an entry shows a message. */
export function showsMessage(item: ConversationItem, messageId: string): boolean {
  return messagesIn(item).some(({ message_id }) => message_id === messageId);
}
