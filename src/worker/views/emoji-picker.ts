import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** The button that opens all emoji, and the panel with them. */
export function emojiPicker(): Html {
  return html`
    <div class="emoji" x-data="emojiPicker" :hidden="$store.draft.mode === 'image'">
      <button
        class="icon-button"
        type="button"
        aria-label="Emoji"
        aria-haspopup="dialog"
        :aria-expanded="expanded"
        data-opens-emoji
        @click="toggle"
      >
        ${icon('emoji')}
      </button>
      <div
        class="emoji-panel"
        popover
        role="dialog"
        aria-label="Emoji"
        @toggle="toggled($event)"
        @keydown="onKey($event)"
      >
        <input
          class="input emoji-search"
          type="search"
          aria-label="Find an emoji"
          placeholder="Find an emoji"
          autocomplete="off"
          x-model="query"
          @input="draw"
        />
        <div class="emoji-grid" @click="onClick($event)"></div>
        <p class="emoji-note" x-show="none" x-cloak>No emoji of that name.</p>
        <p class="emoji-note" x-show="missing" x-cloak>The emoji could not be loaded.</p>
      </div>
    </div>
  `;
}
