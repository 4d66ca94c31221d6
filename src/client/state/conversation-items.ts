import type { Model } from '../../protocol/model.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import { orderedMessages } from './apply-server-message.ts';
import type { ChatState, PendingRequest } from './chat-state.ts';
import { pendingImageView, imageView, type ImageContext, type ImageView } from './image-view.ts';
import { avatarOf, dayInWords, initialOf, timeOfDay } from './words.ts';

/** One entry of the conversation, ready to be shown. */
export interface ConversationItem {
  /** The same before and after the server has it, so that its place on the page stays. */
  key: string;
  client_id: string;
  /** Order in the chat; above every row while it is not one. */
  seq: number;
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
  text: string;
  sending: boolean;
  /** Why it was not taken, or empty. */
  refusal: string;
  /** The image that it asks for, if it asks for one. */
  images: ImageView[];
}

export interface ConversationContext {
  me: string;
  my_name: string;
  models: readonly Model[];
  /** Milliseconds since 1970. */
  now: number;
  /** `seq` of the first message that was not seen before, `null` for none. */
  unseen_from: number | null;
  /** Pixels of an image whose size the room decides. */
  fallback_size: { width: number; height: number };
}

const sameBreath = 5 * 60_000;

/**
 * The conversation, oldest first, with what I asked for a moment ago at its end.
 *
 * @param previous what was shown before: an entry that did not change is the same object again, so
 *   that only what changed is drawn anew
 */
export function conversationItems(
  state: ChatState,
  context: ConversationContext,
  previous: readonly ConversationItem[],
): ConversationItem[] {
  const nameOf = (id: string) =>
    state.members.get(id)?.name ?? (id === context.me ? context.my_name : 'Somebody');
  const images: ImageContext = { me: context.me, models: context.models, nameOf };
  const before = new Map(previous.map((item) => [item.key, item]));
  const items: ConversationItem[] = [];
  let last: { author: string; at: number; day: string } | null = null;

  const add = (item: ConversationItem, author: string, at: number) => {
    const day = dayInWords(at, context.now);
    const newDay = day !== last?.day;
    const headed = newDay || item.unseen || last?.author !== author || at - last.at > sameBreath;
    last = { author, at, day };
    const next = { ...item, day: newDay ? day : '', headed };
    const known = before.get(next.key);
    items.push(known && sameItem(known, next) ? known : next);
  };

  for (const message of orderedMessages(state)) {
    add(itemOf(message, state, context, images), message.author_id, message.created_at);
  }
  for (const request of state.pending) {
    add(pendingItem(request, context, images), context.me, request.created_at);
  }
  return items;
}

function itemOf(
  message: MessageRow,
  state: ChatState,
  context: ConversationContext,
  images: ImageContext,
): ConversationItem {
  const row = message.image_id === null ? undefined : state.images.get(message.image_id);
  return {
    ...byAuthor(message.author_id, message.client_id, images.nameOf, message.created_at),
    seq: message.seq,
    mine: message.author_id === context.me,
    unseen: message.seq === context.unseen_from,
    text: row ? '' : message.text,
    sending: false,
    refusal: '',
    images: row ? [imageView(row, state.progress.get(row.id), images)] : [],
  };
}

function pendingItem(
  request: PendingRequest,
  context: ConversationContext,
  images: ImageContext,
): ConversationItem {
  const refused = request.refusal !== null;
  const image =
    request.settings && !refused
      ? pendingImageView(request.settings, context.fallback_size, images)
      : null;
  return {
    ...byAuthor(context.me, request.client_id, images.nameOf, request.created_at),
    seq: Number.MAX_SAFE_INTEGER,
    mine: true,
    unseen: false,
    text: image ? '' : request.text,
    sending: !refused,
    refusal: request.refusal?.message ?? '',
    images: image ? [image] : [],
  };
}

function byAuthor(id: string, clientId: string, nameOf: (id: string) => string, at: number) {
  const author = nameOf(id);
  return {
    key: `${id} ${clientId}`,
    client_id: clientId,
    author,
    initial: initialOf(author),
    avatar: avatarOf(id),
    time: timeOfDay(at),
    datetime: new Date(at).toISOString(),
    day: '',
    headed: true,
  };
}

function sameItem(a: ConversationItem, b: ConversationItem): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
