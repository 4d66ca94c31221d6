import type { ChatSummary } from '../../protocol/http.ts';
import { limits } from '../../protocol/limits.ts';
import { parseMessageText, plainText } from '../../protocol/message-text.ts';
import { countInWords } from '../state/unread.ts';
import { avatarOf, initialOf } from '../state/words.ts';
import { isPlainClick, keepLatest, openSearch, visitChat } from '../stores/actions.ts';
import type { ThemeChoice } from '../stores/interface-store.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** The list of my chats, and my own row below it. */
export function sidebar(stores: Stores) {
  const { ui, chat: open, chats } = stores;
  return defineComponent({
    init() {
      // So that the row of the open chat moves up, and still says so once the chat is left.
      this.$watch('latest', () => keepLatest(stores));
    },
    get latest(): string {
      return `${open.id} ${open.latest?.key} ${open.latest?.state}`;
    },

    get avatar(): string {
      return avatarOf(chats.me.id);
    },
    get initial(): string {
      return initialOf(chats.me.name);
    },
    hrefOf(chat: ChatSummary): string {
      return `/chats/${chat.id}`;
    },
    isOpen(chat: ChatSummary): boolean {
      return chat.id === open.id;
    },

    nameOf(chat: ChatSummary): string {
      return this.isOpen(chat) ? open.name : chat.name;
    },
    thumbOf(chat: ChatSummary): string {
      const latest = this.isOpen(chat) ? open.gallery[0]?.thumbnail : undefined;
      return latest ?? chat.last_image_url ?? '';
    },

    countOf(chat: ChatSummary): string {
      return countInWords(unreadOf(stores, chat));
    },
    isUnread(chat: ChatSummary): boolean {
      return unreadOf(stores, chat) > 0;
    },
    isForMe(chat: ChatSummary): boolean {
      return chat.for_me && !this.isOpen(chat);
    },

    /** The row of the open chat follows it live; the others are as they were when last fetched. */
    lineOf(chat: ChatSummary): string {
      if (this.isOpen(chat) && open.loaded) return liveLine(stores);
      if (chat.last_text === null) return 'No pictures yet';
      const words = wordsOf(chat.last_text) || 'a picture';
      return chat.last_author === null ? words : `${chat.last_author}: ${words}`;
    },

    /** A picture that could not be reached leaves its place empty. */
    hide(event: Event): void {
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.hidden = true;
    },

    go(event: MouseEvent, chat: ChatSummary): void {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      visitChat(stores, { id: chat.id, name: chat.name });
    },
    goHome(event: MouseEvent): void {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      visitChat(stores, null);
    },
    get searchKey(): string {
      return ui.commandKey === '⌘' ? '⌘K' : 'Ctrl K';
    },
    search(): void {
      openSearch(stores, null);
    },
    createChat(): void {
      ui.dialog = 'create_chat';
    },
    changeName(): void {
      ui.dialog = 'my_name';
    },
    showKeys(): void {
      ui.dialog = 'shortcuts';
    },
    isTheme(theme: ThemeChoice): boolean {
      return ui.theme === theme;
    },
    chooseTheme(theme: ThemeChoice): void {
      ui.chooseTheme(theme);
    },
  });
}

/** Messages that I have not seen: of the open chat as it knows itself. */
export function unreadOf({ chat: open }: Stores, chat: ChatSummary): number {
  return chat.id === open.id && open.loaded ? open.unreadCount : chat.unread;
}

function liveLine({ chat }: Stores): string {
  if (chat.running > 1) return `${chat.running} pictures developing`;
  const last = chat.latest;
  if (!last) return 'No pictures yet';
  const who = last.mine ? 'You' : last.author;
  const image = last.images[0];
  if (last.proposal?.status === 'writing') return last.proposal.title;
  if (!image) return `${who}: ${wordsOf(last.text)}`;
  return chat.running === 1 && image.status !== 'completed'
    ? `${who}: a picture developing`
    : `${who}: ${image.kind === 'upload' ? 'a picture' : image.alt}`;
}

/** A message without its form, no longer than a row can show. */
function wordsOf(text: string): string {
  return plainText(parseMessageText(text.slice(0, limits.excerptLength)));
}
