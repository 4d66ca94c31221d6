import { quickReactions, star } from '../../protocol/rows.ts';
import { messagesIn, showsMessage, type ConversationItem } from '../state/conversation-item.ts';
import { focusSoon } from './actions.ts';
import type { Stores } from './stores.ts';

/** What people do on a message: from its bar, its menu, its sheet and by key. */

/** The entry of a key. */
export function itemOfKey({ chat }: Stores, key: string | null): ConversationItem | undefined {
  return key === null ? undefined : chat.items.find((item) => item.key === key);
}

/** The message that asked for an image, as an entry of its own, also where it stands in a set. */
export function itemOfImage({ chat }: Stores, imageId: string): ConversationItem | undefined {
  const entry = chat.items.find(({ images }) => images.some(({ id }) => id === imageId));
  return entry && messagesIn(entry).find(({ images }) => images.some(({ id }) => id === imageId));
}

/** A message that is here, as an entry of its own. */
export function itemOfMessage(
  { chat }: Stores,
  messageId: string | null,
): ConversationItem | undefined {
  if (messageId === null) return undefined;
  const entry = chat.items.find((item) => showsMessage(item, messageId));
  return entry && messagesIn(entry).find(({ message_id }) => message_id === messageId);
}

/** The next message will answer this one. */
export function replyTo(stores: Stores, item: ConversationItem): void {
  const { draft, ui } = stores;
  if (item.message_id === null) return;
  const image = item.images[0];
  draft.mode = 'message';
  draft.setReply({
    message_id: item.message_id,
    author: item.author,
    avatar: item.avatar,
    text: image ? image.prompt : item.text,
    image_url: image?.thumbnail ?? null,
  });
  ui.lightbox = null;
  focusSoon('#composer-text');
}

/** Adds a reaction of mine, or takes it back. */
export function toggleReaction(
  { chat }: Stores,
  { message_id, can_react, reactions }: ConversationItem,
  reaction: string,
): void {
  const known = [...quickReactions, star].find((one) => one === reaction);
  if (message_id === null || !can_react || !known) return;
  const mine = reactions.some((given) => given.reaction === reaction && given.mine);
  chat.react(message_id, known, !mine);
}

/** The vote on a picture. */
export function toggleStar(stores: Stores, item: ConversationItem | undefined): void {
  if (item?.images[0]?.status === 'completed') toggleReaction(stores, item, star);
}

/** Whether a picture has my star, and how many it has. */
export function starsOf(item: ConversationItem | undefined): {
  count: number;
  mine: boolean;
  names: string;
} {
  const given = item?.reactions.find(({ reaction }) => reaction === star);
  return {
    count: given?.count ?? 0,
    mine: given?.mine ?? false,
    names: given?.names.join(', ') ?? '',
  };
}

/** Puts the words of a message, or the prompt of its picture, on the clipboard. */
export function copyTextOf({ ui }: Stores, item: ConversationItem): void {
  const prompt = item.images[0]?.prompt;
  if (prompt === undefined) void ui.copy(item.text, 'Text copied');
  else void ui.copy(prompt, 'Prompt copied');
}

/** Puts the address of a message on the clipboard. */
export function copyLinkOf({ ui }: Stores, item: ConversationItem): void {
  void ui.copy(item.link, 'Link copied');
}

/** Asks before it deletes. @param sure whether the person skips the question */
export function deleteMessage(stores: Stores, item: ConversationItem, sure: boolean): void {
  if (item.message_id === null || !item.can_delete) return;
  if (sure) stores.chat.deleteMessage(item.message_id);
  else stores.message.deleting = item.message_id;
}

/** Opens the field in which a message of mine gets another text, in its place. */
export function editMessage(item: ConversationItem): void {
  if (!item.can_edit) return;
  const entry = document.querySelector(`.entry[data-key="${CSS.escape(item.key)}"]`);
  const template = document.querySelector<HTMLTemplateElement>('#message-editor');
  if (!entry || !template || entry.querySelector('.message-editor')) return;
  entry.querySelector('.entry-text')?.after(template.content.cloneNode(true));
}

/** The last message that I wrote and can still change. */
export function editLatest({ chat }: Stores): boolean {
  const mine = chat.items.findLast(({ can_edit }) => can_edit);
  if (mine) editMessage(mine);
  return mine !== undefined;
}
