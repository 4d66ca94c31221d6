import { limits } from '../../protocol/limits.ts';
import type { ConversationItem } from '../state/conversation-item.ts';
import { messagesInWords } from '../state/proposal-words.ts';
import { chosenMessages, draftFrom } from '../stores/draft-from-messages.ts';
import { itemOfKey } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

const walks: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Tab']);

/**
 * In the place of the composer while messages are chosen. It hears everything that is done on the
 * conversation before the conversation does: meanwhile a click on a message only chooses it.
 */
export function selectionBar(stores: Stores) {
  const { chat, selection, ui } = stores;
  return defineComponent({
    init() {
      const log = document.querySelector<HTMLElement>('.scroller');
      const first = { capture: true };
      log?.addEventListener('click', (event) => this.onClick(event), first);
      log?.addEventListener('keydown', (event) => this.onKey(event), first);
      // Neither a long press nor what a picture does with one.
      log?.addEventListener(
        'pointerdown',
        (event) => selection.on && event.stopPropagation(),
        first,
      );
      this.$watch('chatId', () => selection.end());
    },
    get chatId(): string | null {
      return chat.id;
    },
    get ids(): string[] {
      // What was deleted meanwhile is not chosen any more.
      return chat.items.length > 0 ? chosenMessages(stores) : [];
    },
    get words(): string {
      return this.ids.length === 0 ? 'Choose messages' : messagesInWords(this.ids.length);
    },
    get tooMany(): string {
      const most = limits.proposalMessages;
      return this.ids.length > most ? `${most} at the most.` : '';
    },
    get canDraft(): boolean {
      return this.ids.length > 0 && this.tooMany === '' && chat.closed === null;
    },
    draft(): void {
      if (!this.canDraft) return;
      const { ids } = this;
      this.cancel();
      draftFrom(stores, ids);
    },
    cancel(): void {
      selection.end();
      void this.$nextTick(() => {
        document.querySelector<HTMLElement>('.scroller')?.focus({ preventScroll: true });
      });
    },

    onClick(event: MouseEvent): void {
      if (!selection.on) return;
      event.preventDefault();
      event.stopPropagation();
      const { target } = event;
      if (target instanceof Element) this.choose(target.closest('.entry'), event.shiftKey);
    },
    onKey(event: KeyboardEvent): void {
      if (!selection.on || walks.has(event.key)) return;
      event.stopPropagation();
      const { target } = event;
      const entry = target instanceof Element ? target.closest('.entry') : null;
      if (event.key === 'Escape') this.cancel();
      else if (entry && (event.key === ' ' || event.key === 'Enter')) {
        this.choose(entry, event.shiftKey);
      } else return;
      event.preventDefault();
    },
    choose(entry: Element | null, range: boolean): void {
      const key = entry instanceof HTMLElement ? (entry.dataset['key'] ?? null) : null;
      const item = itemOfKey(stores, key);
      if (!item?.can_draft || item.message_id === null) return;
      const order = chat.items.flatMap((one: ConversationItem) =>
        one.can_draft && one.message_id !== null ? [one.message_id] : [],
      );
      selection.choose(item.message_id, range, order);
      ui.announce(`${messagesInWords(this.ids.length)} chosen.`);
    },
  });
}
