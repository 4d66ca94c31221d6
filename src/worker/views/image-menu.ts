import { html, raw } from 'hono/html';
import type { Html } from './page-frame.ts';

/** Everything that can be done with a picture, grouped. The words and the reasons are the client's. */
export function imageMenu(): Html {
  return html`
    <div
      class="menu message-menu image-menu"
      popover
      role="menu"
      aria-label="Picture actions"
      x-data="imageMenu"
      @toggle="toggled($event)"
      @keydown="onKey($event)"
    >
      <template x-for="move in moves" :key="move.name">${moveItem('run(move, $event)', 16)}</template>
    </div>
  `;
}

/** A move in a list; `move` is its `Move`. @param run the expression that does it */
export function moveItem(run: string, size: 16 | 20): Html {
  return html`
    <div>
      <template x-if="startsGroup(move)"><div class="menu-line"></div></template>
      <button
        class="menu-item"
        type="button"
        role="menuitem"
        :class="{ 'is-bad': move.group === 'delete' }"
        :aria-disabled="!move.available"
        @click="${run}"
      >
        ${raw(`<svg class="icon icon-${size}" aria-hidden="true"><use :href="iconOf(move)"></use></svg>`)}
        <span class="menu-words">
          <span x-text="move.label"></span>
          <template x-if="noteOf(move)">
            <span class="menu-note" x-text="noteOf(move)"></span>
          </template>
        </span>
        <template x-if="keyOf(move)"><kbd class="key" x-text="keyOf(move)"></kbd></template>
      </button>
    </div>
  `;
}
