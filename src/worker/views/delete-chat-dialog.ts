import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import type { Html } from './page-frame.ts';

/** Asks for the room's name before everything in it goes. */
export function deleteChatDialog(): Html {
  return html`
    <dialog
      class="dialog"
      x-data="dialogBox('delete_chat')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-labelledby="title-delete-chat"
    >
      <form class="dialog-body" x-data="deleteChat" @submit.prevent="submit" novalidate>
        <h2 class="dialog-title" id="title-delete-chat">Delete the room</h2>
        <p class="dialog-text">
          All messages and pictures in
          <strong class="dialog-name" dir="auto" x-text="$store.chat.name"></strong>
          go, for everybody in it. This cannot be undone.
        </p>
        <div class="field">
          <label class="field-label" for="delete-chat-name">Type the room’s name to delete it</label>
          <input
            class="input"
            id="delete-chat-name"
            type="text"
            dir="auto"
            maxlength="${limits.chatNameLength}"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="delete-chat-error"
            x-model="typed"
            :placeholder="$store.chat.name"
          />
          <p
            class="field-error"
            id="delete-chat-error"
            role="alert"
            x-show="error"
            x-text="error"
            x-cloak
          ></p>
        </div>
        <div class="form-actions dialog-actions">
          <button class="button is-bad" type="submit" :disabled="!matches || busy" x-text="verb">
            Delete room
          </button>
          <button class="button is-quiet" type="button" @click="close">Cancel</button>
        </div>
      </form>
    </dialog>
  `;
}
