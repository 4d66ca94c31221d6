import { limits } from '../../protocol/limits.ts';
import { deleteMessage, itemOfKey } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Changes a message in its place. */
export function messageEditor(stores: Stores) {
  const { chat, message } = stores;
  let cameFrom: Element | null = null;
  return defineComponent({
    text: '',

    init() {
      cameFrom = document.activeElement;
      const item = this.item();
      this.text = (item && message.edits.get(item.key)) ?? item?.text ?? '';
      void this.$nextTick(() => {
        const field = this.field();
        field?.focus({ preventScroll: true });
        field?.setSelectionRange(this.text.length, this.text.length);
        this.fit();
        this.$root.scrollIntoView({ block: 'nearest' });
      });
      this.$watch('text', (text: string) => this.keep(text));
      this.keep(this.text);
    },
    /** Beyond this element, which goes when its message is scrolled far out of sight. */
    keep(text: string): void {
      const item = this.item();
      if (item) message.edits.set(item.key, text);
    },
    item() {
      return itemOfKey(stores, this.$root.closest<HTMLElement>('.entry')?.dataset['key'] ?? null);
    },
    field(): HTMLTextAreaElement | null {
      return this.$root.querySelector('textarea');
    },
    /** As high as its text, where the style sheet alone cannot do it. */
    fit(): void {
      const field = this.field();
      if (!field || CSS.supports('field-sizing', 'content')) return;
      field.style.setProperty('height', 'auto');
      field.style.setProperty('height', `${field.scrollHeight}px`);
    },
    get problem(): string {
      const { length } = this.text.trim();
      const most = limits.messageLength;
      return length > most ? `Keep a message to ${most} characters. This has ${length}.` : '';
    },

    save(): void {
      const item = this.item();
      const text = this.text.trim();
      if (!item?.message_id || this.problem !== '') return;
      // Nothing is left of it: then it can go.
      if (text === '') return deleteMessage(stores, item, false);
      if (text !== item.text) chat.editMessage(item.message_id, text);
      this.close();
    },
    close(): void {
      const entry = this.$root.closest<HTMLElement>('.entry');
      message.edits.delete(entry?.dataset['key'] ?? '');
      this.$root.remove();
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom !== document.body) {
        cameFrom.focus({ preventScroll: true });
      } else entry?.focus({ preventScroll: true });
    },
    onKey(event: KeyboardEvent): void {
      if (event.isComposing) return;
      const touch = window.matchMedia('(pointer: coarse)').matches;
      if (event.key === 'Escape') this.close();
      else if (event.key === 'Enter' && !event.shiftKey && !touch) this.save();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  });
}
