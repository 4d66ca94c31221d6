import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Beside the label of the prompt: my latest ones, of all rooms, in a short list. */
export function recentPrompts(): Html {
  return html`
    <div class="recent" x-data="recentPrompts" @keydown="onKey($event)">
      <button
        class="text-button recent-button"
        type="button"
        aria-haspopup="menu"
        :aria-expanded="expanded"
        x-ref="button"
        @click="toggle"
      >
        ${icon('recent', 16)}<span class="recent-word">Recent</span>
      </button>
      <div
        class="menu message-menu recent-list"
        popover
        role="menu"
        aria-label="Recent prompts"
        x-ref="list"
        @toggle="toggled($event)"
      >
        <p class="recent-note" x-show="note" x-text="note"></p>
        <template x-for="row in rows" :key="row.key">
          <button class="menu-item recent-item" type="button" role="menuitem" @click="use(row)">
            <span class="recent-text" dir="auto" x-text="row.prompt"></span>
            <span class="menu-note" x-text="row.note"></span>
          </button>
        </template>
        <div class="menu-line" x-show="rows.length > 0"></div>
        <button
          class="menu-item"
          type="button"
          role="menuitem"
          x-show="rows.length > 0"
          @click="all"
        >
          All prompts
        </button>
      </div>
    </div>
  `;
}
