import type { ConversationItem } from '../state/conversation-item.ts';
import { messagesInWords } from '../state/proposal-words.ts';
import { proposalSettings } from '../state/proposal-settings.ts';
import { focusSoon, showPrompt } from './actions.ts';
import { itemOfMessage } from './message-deeds.ts';
import type { Stores } from './stores.ts';

/** The way from what was said to a prompt, and from there to a picture. */

/** Asks for a prompt from messages, and brings the end of the conversation into sight. */
export function draftFrom({ chat }: Stores, messageIds: readonly string[]): void {
  if (messageIds.length === 0 || chat.isLost()) return;
  chat.requestProposal(messageIds);
  window.dispatchEvent(new Event('sent'));
}

/** From here on a click on a message chooses it. */
export function selectMessages(stores: Stores, messageIds: readonly string[]): void {
  const { selection, ui } = stores;
  selection.begin(messageIds);
  const key = itemOfMessage(stores, messageIds.at(-1) ?? null)?.key;
  if (key !== undefined) focusSoon(`.entry[data-key="${CSS.escape(key)}"]`);
  ui.announce(`Choose messages. ${messagesInWords(messageIds.length)} chosen.`);
}

/** The messages that are chosen and still there, in the order of the conversation. */
export function chosenMessages({ chat, selection }: Stores): string[] {
  return [...selection.chosen.ids]
    .flatMap((id) => chat.messageOf(id) ?? [])
    .filter(({ deleted_at }) => deleted_at === null)
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ id }) => id);
}

/** Makes a picture of a drafted prompt, with the settings of my form. */
export function makeOfProposal(
  { chat, draft, ui }: Stores,
  { message_id }: ConversationItem,
  text: string,
): void {
  if (message_id === null || chat.isLost()) return;
  const asked = proposalSettings(draft, { proposalId: message_id, text }, chat.models);
  if (!asked.ok) {
    ui.toast(Object.values(asked.errors)[0] ?? 'The form has to be changed first.', false);
    return;
  }
  chat.requestImage(asked.settings);
  window.dispatchEvent(new Event('sent'));
}

/** Puts a drafted prompt into my form. */
export function useProposal(stores: Stores, { message_id }: ConversationItem, text: string): void {
  if (message_id === null) return;
  stores.draft.useProposal(message_id, text);
  showPrompt(stores);
}
