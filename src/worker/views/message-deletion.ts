import { html } from 'hono/html';
import type { Html } from './page-frame.ts';

/** The question before something is deleted, with what goes. */
export function messageDeletion(): Html {
  return html`
    <dialog
      class="dialog"
      x-data="messageDeletion"
      aria-labelledby="title-message-deletion"
      @close="close"
      @click="closeOutside($event)"
    >
      <template x-for="item in shown" :key="item.key">
        <form class="dialog-body" method="dialog" @submit.prevent="confirm(item)">
          <h2 class="dialog-title" id="title-message-deletion" x-text="title"></h2>
          <p class="dialog-text" x-text="consequence"></p>
          <div class="deletion-shown">
            <template x-if="pictureOf(item)">
              <img class="sheet-thumb" :src="pictureOf(item)" alt="" width="48" height="48" />
            </template>
            <div class="deletion-words">
              <span class="deletion-author" dir="auto" x-text="item.author"></span>
              <p class="sheet-prompt" dir="auto" x-text="words(item)"></p>
            </div>
          </div>
          <div class="form-actions dialog-actions">
            <button class="button is-bad" type="submit" x-text="confirmWords"></button>
            <button class="button is-quiet" type="button" @click="close">Cancel</button>
          </div>
        </form>
      </template>
    </dialog>
  `;
}
