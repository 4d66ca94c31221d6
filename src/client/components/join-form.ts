import { joinChat, sentenceOf } from '../stores/http-api.ts';
import { defineComponent } from './define-component.ts';

/** Joins the chat that a link led to, and opens it. */
export function joinForm(chatId: string) {
  return defineComponent({
    error: '',
    busy: false,

    async join(): Promise<void> {
      this.busy = true;
      this.error = '';
      try {
        await joinChat(chatId);
        // The link may lead to a message: the same address is now the chat.
        location.reload();
      } catch (error) {
        this.error = sentenceOf(error);
        this.busy = false;
      }
    },
  });
}
