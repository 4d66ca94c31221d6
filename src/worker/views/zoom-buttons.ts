import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Smaller, how large, larger. @param words the button between them, which says the size */
export function zoomButtons(words: Html): Html {
  return html`
    <button class="icon-button is-small" type="button" aria-label="Smaller" @click="smaller">
      ${icon('minus', 16)}
    </button>
    ${words}
    <button class="icon-button is-small" type="button" aria-label="Larger" @click="larger">
      ${icon('plus', 16)}
    </button>
  `;
}
