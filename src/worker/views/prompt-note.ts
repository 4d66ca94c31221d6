import { html } from 'hono/html';
import type { Html } from './page-frame.ts';

/** What the prompt stands for, where that is not only itself, and the switch that leaves its braces alone. */
export function promptNote(place: 'composer' | 'form'): Html {
  return html`
    <div
      class="prompt-note"
      x-data="promptNote('${place}')"
      :hidden="!words"
      :data-refused="refused"
      hidden
    >
      <p class="prompt-note-words" id="note-${place}" dir="auto" x-text="words"></p>
      <button
        class="prompt-note-switch"
        type="button"
        title="Leave the braces as they are"
        x-show="switchable"
        :aria-pressed="asIs"
        @click="toggle"
      >
        As it is
      </button>
    </div>
  `;
}
