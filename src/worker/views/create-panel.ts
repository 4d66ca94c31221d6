import { html } from 'hono/html';
import { advancedFields } from './advanced-fields.ts';
import { fieldError } from './field-error.ts';
import { fromConversation } from './from-conversation.ts';
import { modelPicker } from './model-picker.ts';
import type { Html } from './page-frame.ts';
import { parentChip } from './parent-chip.ts';
import { promptAdditions } from './prompt-additions.ts';
import { promptNote } from './prompt-note.ts';
import { recentPrompts } from './recent-prompts.ts';
import { shapeField } from './shape-field.ts';
import { startImages } from './start-images.ts';
import { styleField } from './style-field.ts';
import { expandButton, suggestionBox } from './suggestion-box.ts';

/** The whole form of an image: what the chosen model takes. Edits the same draft as the composer. */
export function createPanel(): Html {
  return html`
    <form
      class="create"
      id="panel-create"
      role="tabpanel"
      aria-labelledby="tab-create"
      x-data="createPanel"
      x-show="$store.ui.panel === 'create'"
      @submit.prevent="make"
      @keydown="onKey($event)"
      :data-dropping="$store.ui.dropping === 'start'"
      novalidate
    >
      <div class="create-fields">
        ${startImages()} ${parentChip()}
        <div class="field" x-show="takesPrompt">
          <div class="field-head">
            <label class="field-label" for="create-prompt">Prompt</label>
            ${expandButton('form')} ${fromConversation('form')} ${recentPrompts()}
          </div>
          <textarea
            class="input create-prompt"
            id="create-prompt"
            rows="3"
            dir="auto"
            x-model="prompt"
            x-ref="prompt"
            :placeholder="promptHint"
            :aria-invalid="invalid('prompt')"
            aria-describedby="error-prompt note-form"
          ></textarea>
          ${fieldError('prompt')} ${promptNote('form')} ${promptAdditions('form')}
        </div>
        ${suggestionBox('form')}
        <div class="field" x-show="takesNegative">
          <div class="field-head">
            <label class="field-label" for="create-negative">Leave out</label>
            <span class="field-note">optional</span>
          </div>
          <input
            class="input"
            id="create-negative"
            type="text"
            dir="auto"
            x-model="negative_prompt"
            :aria-invalid="invalid('negative_prompt')"
            aria-describedby="error-negative_prompt"
            autocomplete="off"
          />
          ${fieldError('negative_prompt')}
        </div>
        ${styleField()}
        <div class="field">
          <span class="field-label" id="create-model-label">Model</span>
          ${modelPicker('card')} ${fieldError('model')}
        </div>
        ${shapeField()} ${countField()} ${advancedFields()}
      </div>
      <div class="create-foot">
        <p class="create-cost">
          <span x-text="cost"></span>
          <span x-text="time"></span>
        </p>
        <button
          class="button is-primary is-large"
          type="submit"
          :disabled="!canMake"
          x-text="makeWords"
        >
          Make picture
        </button>
      </div>
    </form>
  `;
}

function countField(): Html {
  return html`
    <div class="field" role="radiogroup" aria-labelledby="count-label">
      <span class="field-label" id="count-label">Pictures</span>
      <div class="switch is-wide">
        ${[1, 2, 3, 4].map(
          (count) => html`
            <button
              class="switch-option count-option"
              type="button"
              role="radio"
              :aria-checked="isCount(${count})"
              @click="setCount(${count})"
            >
              ${count}
            </button>
          `,
        )}
      </div>
    </div>
  `;
}
