import { html } from 'hono/html';
import type { Html } from './page-frame.ts';

/** Stands over the composer while messages are chosen, in its size: nothing moves. */
export function selectionBar(): Html {
  return html`
    <div
      class="selection-bar"
      x-data="selectionBar"
      role="group"
      aria-label="Chosen messages"
      :hidden="!$store.selection.on"
      hidden
    >
      <p class="selection-words">
        <span class="selection-count" x-text="words"></span>
        <span class="selection-hint" x-show="!tooMany">Click on a message to add it or to take it out.</span>
        <span class="selection-hint is-bad" role="status" x-show="tooMany" x-text="tooMany"></span>
      </p>
      <div class="selection-actions">
        <button class="button is-quiet" type="button" @click="cancel">Cancel</button>
        <button class="button is-primary" type="button" :disabled="!canDraft" @click="draft">
          Make a picture of this
        </button>
      </div>
    </div>
  `;
}
