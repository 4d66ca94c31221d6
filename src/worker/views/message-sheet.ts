import { html } from 'hono/html';
import { icon, type IconName } from './icons.ts';
import type { Html } from './page-frame.ts';
import { reactionButtons } from './reaction-picker.ts';

/** What can be done with a message, for fingers: from a long press. */
export function messageSheet(): Html {
  return html`
    <dialog
      class="sheet"
      x-data="messageSheet"
      aria-label="Message actions"
      @close="close"
      @pointerdown="arm"
      @click.capture="guard($event)"
      @click="closeOutside($event)"
      @touchstart.passive="touchStart($event)"
      @touchend.passive="touchEnd($event)"
    >
      <template x-for="item in shown" :key="item.key">
        <div class="sheet-body">
          <div class="sheet-head">
            <p class="sheet-prompt" dir="auto" x-text="item.text"></p>
          </div>
          <div class="sheet-reactions" role="group" aria-label="React">
            ${reactionButtons((reaction) => ({
              click: `react(item, '${reaction}')`,
              pressed: `isMine(item, '${reaction}')`,
            }))}
          </div>
          ${action('reply', 'Reply', 'reply(item)')}
          <template x-if="item.can_draft">
            <div>
              ${action('image', 'Make a picture of this', 'draft(item)')}
              ${action('select', 'Select', 'select(item)')}
            </div>
          </template>
          ${action('copy', 'Copy text', 'copyText(item)')}
          ${action('link', 'Copy link', 'copyLink(item)')}
          <template x-if="item.can_edit">${action('pencil', 'Edit', 'edit(item)')}</template>
          <template x-if="item.can_delete">
            <div>
              <div class="menu-line"></div>
              ${action('trash', 'Delete', 'remove(item)', true)}
            </div>
          </template>
        </div>
      </template>
    </dialog>
  `;
}

function action(drawing: IconName, words: string, deed: string, bad = false): Html {
  return html`
    <button class="menu-item ${bad ? 'is-bad' : ''}" type="button" @click="${deed}">
      ${icon(drawing, 20)}${words}
    </button>
  `;
}
