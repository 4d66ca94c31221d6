import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Which picture the next one takes further; the component around it has `parents`. */
export function parentChip(): Html {
  return html`
    <template x-for="parent in parents" :key="parent.id">
      <div class="parent-chip">
        ${icon('from', 16)}
        <template x-if="parent.thumbnail">
          <img class="chip-thumb" :src="parent.thumbnail" alt="" width="24" height="24" />
        </template>
        <span class="parent-words" dir="auto" x-text="parentWords(parent)"></span>
        <button
          class="icon-button is-small"
          type="button"
          aria-label="Do not take it further"
          @click="clearParent"
        >
          ${icon('close', 16)}
        </button>
      </div>
    </template>
  `;
}
