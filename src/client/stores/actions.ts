import type { Panel } from './interface-store.ts';
import { wordsOfItem } from '../state/conversation-item.ts';
import type { Stores } from './stores.ts';

/**
 * Opens a chat in place, with its draft; `null` closes the one that is open.
 *
 * @param messageId the message at which to open it; without one at its end
 */
export function openChat(
  stores: Stores,
  chat: { id: string; name: string } | null,
  messageId: string | null = null,
): void {
  const { ui } = stores;
  keepLatest(stores);
  if (ui.panel) closePanel(stores);
  ui.drawer = false;
  ui.lightbox = null;
  if (chat) {
    const row = stores.chats.list.find(({ id }) => id === chat.id);
    stores.draft.open(chat.id, row?.last_text === null ? 'image' : 'message');
  }
  stores.chat.open(chat, messageId);
  if (chat) focusComposer();
}

/** Where a keyboard is at hand. On touch it would open the keyboard over the room. */
function focusComposer(): void {
  if (window.matchMedia('(hover: hover) and (pointer: fine)').matches) focusSoon('#composer-text');
}

/** Opens a chat in place and makes it the page's address, unless it is that already. */
export function visitChat(stores: Stores, chat: { id: string; name: string } | null): void {
  const path = chat ? `/chats/${chat.id}` : '/';
  if (location.pathname !== path) history.pushState(null, '', path);
  if (stores.chat.id === (chat?.id ?? null)) {
    stores.ui.drawer = false;
    if (stores.chat.hasNewer) stores.chat.toNewest();
  } else openChat(stores, chat);
  void stores.chats.refresh();
}

/** Brings a message before the person, in its chat, and makes it the page's address. */
export function visitMessage(
  stores: Stores,
  chat: { id: string; name: string },
  messageId: string,
): void {
  const { ui } = stores;
  const path = messagePath(chat.id, messageId);
  if (stores.chat.id === chat.id) {
    // Only another place in the chat that is open: "back" leads out of the chat, as before.
    history.replaceState(null, '', path);
    ui.drawer = false;
    ui.lightbox = null;
    stores.chat.jumpTo(messageId);
    return;
  }
  history.pushState(null, '', path);
  openChat(stores, chat, messageId);
  void stores.chats.refresh();
}

/** The address of a message. */
export function messagePath(chatId: string, messageId: string): string {
  return `/chats/${chatId}/messages/${messageId}`;
}

/** Which chat and message an address of the app names. */
export function placeOf(path: string): { chatId: string | null; messageId: string | null } {
  const found = /^\/chats\/([^/]+)(?:\/messages\/([^/]+))?$/.exec(path);
  return { chatId: found?.[1] ?? null, messageId: found?.[2] ?? null };
}

/** Opens the search, in one chat or for `null` in all; what was typed before is still there. */
export function openSearch({ ui }: Stores, chatId: string | null): void {
  ui.searchIn = chatId;
  ui.drawer = false;
  ui.dialog = 'search';
}

/** Compares two images of the room; the older one first, where that is known. */
export function compareImages({ ui }: Stores, left: string, right: string): void {
  ui.compared = { left, right };
  ui.dialog = 'compare';
}

/** The row of the open chat in the list shows what was last said and made there, also after it is left. */
export function keepLatest({ chat, chats }: Stores): void {
  const last = chat.latest;
  if (!chat.id || last?.state !== 'sent') return;
  chats.change(chat.id, {
    active_at: Date.parse(last.datetime),
    last_text: wordsOfItem(last),
    last_author: last.author,
    last_image_url: chat.gallery[0]?.thumbnail ?? null,
    unread: chat.unreadCount,
  });
}

/** Whether a click on a link is to be handled in place, not in a new tab or window. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** Opens a tab of the panel. The prompt moves to "Create", so the composer turns to messages. */
export function openPanel({ ui, draft }: Stores, panel: Panel): void {
  if (panel === 'create' && draft.mode === 'image') {
    draft.mode = 'message';
    draft.save();
  }
  ui.panel = panel;
}

/** Closes the panel. A prompt that was written in "Create" moves back to the composer. */
export function closePanel({ ui, draft }: Stores): void {
  const moveBack =
    ui.panel === 'create' && draft.prompt.trim() !== '' && draft.message.trim() === '';
  ui.panel = null;
  if (moveBack) {
    draft.mode = 'image';
    draft.save();
  }
}

/** Puts the link to the open chat on the clipboard: whoever has it may join. */
export async function copyInvite({ ui, chat }: Stores): Promise<void> {
  if (chat.id) await ui.copy(`${location.origin}/chats/${chat.id}`, 'Invite link copied');
}

/** Brings what was put into the draft before the person: in "Create" where that is open. */
export function showPrompt(stores: Stores): void {
  const { ui, draft } = stores;
  const inLightbox = ui.lightbox !== null;
  ui.lightbox = null;
  if (ui.panel !== 'create') {
    draft.mode = 'image';
    if (ui.panel === 'gallery' && window.matchMedia('(max-width: 1367px)').matches) ui.panel = null;
  }
  draft.save();
  const field = ui.panel === 'create' ? '#create-prompt' : '#composer-text';
  if (inLightbox) ui.focusNext = field;
  else focusSoon(field);
}

/** Gives the focus to what a selector finds, once the page shows what was set. */
export function focusSoon(selector: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus(), 50);
}

/** Puts a prompt into the draft and brings it before the person. */
export function usePromptOf(stores: Stores, prompt: string): void {
  stores.draft.usePrompt(prompt);
  showPrompt(stores);
}

/** Takes a seed for the next pictures. */
export function useSeedOf(stores: Stores, seed: string): void {
  stores.draft.setSeed(seed);
  showPrompt(stores);
  stores.ui.toast(`Seed ${seed} is set for your next picture`);
}
