import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import { completionList } from './completion-list.ts';
import type { Html } from './page-frame.ts';

/** The field that stands in the place of a message while it is changed. */
export function messageEditor(): Html {
  return html`
    <template id="message-editor">
      <form class="message-editor" x-data="messageEditor" @submit.prevent="save">
        <textarea
          class="message-field"
          rows="1"
          dir="auto"
          aria-label="Edit message"
          maxlength="${limits.messageLength * 2}"
          x-model="text"
          @input="fit"
          @keydown="onKey($event)"
        ></textarea>
        ${completionList()}
        <p class="composer-problem" role="status" x-show="problem" x-text="problem" x-cloak></p>
        <div class="message-editor-actions">
          <button class="button is-small" type="submit">Save</button>
          <button class="button is-small is-quiet" type="button" @click="close">Cancel</button>
          <span class="message-editor-keys">Enter saves, Esc cancels</span>
        </div>
      </form>
    </template>
  `;
}
