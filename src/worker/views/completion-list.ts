import { html } from 'hono/html';
import type { Html } from './page-frame.ts';

/** Names after "@", emoji after ":" and commands after "/", for the field of the form that it stands in. */
export function completionList(): Html {
  return html`
    <div
      class="completion"
      x-data="completion"
      x-show="open"
      :data-wide="wide"
      :id="id"
      role="listbox"
      aria-label="Suggestions"
      x-cloak
    >
      <template x-for="(option, index) in options" :key="option.key">
        <div
          class="completion-option"
          role="option"
          :id="idOf(index)"
          :aria-selected="isAt(index)"
          @pointerdown.prevent
          @pointermove="point(index)"
          @click="choose(option)"
        >
          <span
            :class="option.look"
            :hidden="!option.sign"
            x-text="option.sign"
            aria-hidden="true"
          ></span>
          <span class="completion-words" dir="auto" x-text="option.words"></span>
          <span class="completion-note" x-text="option.note"></span>
        </div>
      </template>
    </div>
  `;
}
