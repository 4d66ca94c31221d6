import { visitChat } from '../stores/actions.ts';
import { sentenceOf } from '../stores/http-api.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Deletes the open chat for everybody, once its name was typed. */
export function deleteChat(stores: Stores) {
  const { ui, chat, chats, draft } = stores;
  return defineComponent({
    typed: '',
    error: '',
    busy: false,

    init() {
      this.$watch('isOpen', (open: boolean) => {
        if (!open) return;
        this.typed = '';
        this.error = '';
      });
    },
    get isOpen(): boolean {
      return ui.dialog === 'delete_chat';
    },
    get matches(): boolean {
      return this.typed.trim() === chat.name.trim();
    },
    get verb(): string {
      return this.busy ? 'Deleting…' : 'Delete room';
    },
    async submit(): Promise<void> {
      const { id, name } = chat;
      if (this.busy || !this.matches || id === null) return;
      this.busy = true;
      this.error = '';
      try {
        await chats.remove(id, name);
        draft.forget(id);
        ui.dialog = null;
        if (chat.id === id) visitChat(stores, null);
        ui.toast(`“${name}” is deleted`);
      } catch (error) {
        this.error = sentenceOf(error);
      } finally {
        this.busy = false;
      }
    },
  });
}
