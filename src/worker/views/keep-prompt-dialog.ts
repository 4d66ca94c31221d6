import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** The name, the words and the tags of a prompt that is kept, for oneself or in the room's library. */
export function keepPromptDialog(): Html {
  return html`
    <dialog
      class="dialog is-wide"
      x-data="dialogBox('keep_prompt')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-labelledby="title-keep-prompt"
    >
      <template x-if="ready">
        <form
          class="dialog-body keep-prompt"
          x-data="keepPromptForm"
          @submit.prevent="save"
          novalidate
        >
          <h2 class="dialog-title" id="title-keep-prompt" x-text="title"></h2>
          <p class="dialog-text" x-text="about"></p>
          <div class="keep-prompt-fields">
            <div class="field">
              <label class="field-label" for="keep-name">Name</label>
              <input
                class="input"
                id="keep-name"
                type="text"
                dir="auto"
                maxlength="${limits.entryNameLength}"
                autocomplete="off"
                x-model="name"
                x-ref="name"
                :aria-invalid="invalid"
                aria-describedby="keep-problem"
              />
            </div>
            <div class="field">
              <label class="field-label" for="keep-text">Prompt</label>
              <textarea
                class="input keep-prompt-text"
                id="keep-text"
                rows="3"
                dir="auto"
                maxlength="${limits.promptLength}"
                x-model="text"
              ></textarea>
            </div>
            <div class="field">
              <div class="field-head">
                <label class="field-label" for="keep-negative">Leave out</label>
                <span class="field-note">optional</span>
              </div>
              <input
                class="input"
                id="keep-negative"
                type="text"
                dir="auto"
                maxlength="${limits.promptLength}"
                autocomplete="off"
                x-model="leave_out"
              />
            </div>
            <div class="field">
              <div class="field-head">
                <label class="field-label" for="keep-tags">Tags</label>
                <span class="field-note">optional, with commas between them</span>
              </div>
              <input
                class="input"
                id="keep-tags"
                type="text"
                dir="auto"
                autocomplete="off"
                autocapitalize="off"
                placeholder="sea, night"
                x-model="tags"
              />
            </div>
            <p class="field-error" id="keep-problem" role="alert" x-show="problem" x-text="problem"></p>
          </div>
          <div class="form-actions dialog-actions">
            <button
              class="button is-primary"
              type="submit"
              :disabled="busy"
              x-text="doneWords"
            ></button>
            <button class="button is-quiet" type="button" @click="close">Cancel</button>
            <button
              class="button is-quiet keep-prompt-remove"
              type="button"
              x-show="isChange"
              :disabled="busy"
              @click="remove"
            >
              ${icon('trash', 16)}Remove
            </button>
          </div>
        </form>
      </template>
    </dialog>
  `;
}
