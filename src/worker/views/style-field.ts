import { html } from 'hono/html';
import { fieldError } from './field-error.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** The styles of the next pictures, in the form. */
export function styleField(): Html {
  return html`
    <div
      class="field"
      x-data="styleField"
      x-show="takesPrompt"
      role="group"
      aria-labelledby="create-style-label"
    >
      <div class="field-head">
        <span class="field-label" id="create-style-label">Style</span>
        <span class="field-note" x-show="isEmpty">optional</span>
      </div>
      <div class="style-chips">
        <template x-for="chip in chips" :key="chip.name">
          <span class="style-chip" :title="chip.text">
            <template x-if="chip.picture">
              <img class="chip-thumb" :src="chip.picture" alt="" width="24" height="24" />
            </template>
            <span class="style-chip-name" dir="auto" x-text="chip.name"></span>
            <button
              class="icon-button is-small"
              type="button"
              :aria-label="removeWords(chip)"
              @click="remove(chip)"
            >
              ${icon('close', 16)}
            </button>
          </span>
        </template>
        <button class="style-add" type="button" x-ref="add" aria-haspopup="dialog" @click="choose">
          ${icon('plus', 16)}
          <span x-text="addWords">Add a style</span>
        </button>
      </div>
      ${fieldError('styles')}
    </div>
  `;
}
