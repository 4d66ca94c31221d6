import { html } from 'hono/html';
import { icon, type IconName } from './icons.ts';
import type { Html } from './page-frame.ts';

/** What can be done with a picture, for fingers: from "more" at its caption and from a long press. */
export function imageSheet(): Html {
  return html`
    <dialog
      class="sheet"
      x-data="imageSheet"
      aria-label="Picture actions"
      @close="closed"
      @pointerdown="arm"
      @click.capture="guard($event)"
      @click="closeOutside($event)"
      @touchstart.passive="touchStart($event)"
      @touchend.passive="touchEnd($event)"
    >
      <template x-for="image in shown" :key="image.id">
        <div class="sheet-body">
          <div class="sheet-head">
            <img class="sheet-thumb" :src="image.thumbnail" alt="" width="48" height="48" />
            <p class="sheet-prompt" dir="auto" x-text="image.prompt"></p>
          </div>
          <button class="menu-item" type="button" @click="star(image)">
            ${icon('star', 20)}
            <span x-text="starWords(image)"></span>
          </button>
          ${action('reply', 'Reply', 'reply')}
          <div class="menu-line"></div>
          ${action('pencil', 'Use prompt', 'usePrompt')} ${action('seed', 'Use seed', 'useSeed')}
          ${action('reuse', 'Use all', 'useAll')} ${action('again', 'Run again', 'runAgain')}
          <div class="menu-line"></div>
          ${action('copy', 'Copy prompt', 'copyPrompt')}
          <a class="menu-item" :href="image.download" download @click="closeSoon">
            ${icon('download', 20)}Download
          </a>
          ${action('info', 'Show details', 'showDetails')} ${action('link', 'Copy link', 'copyLink')}
          <template x-if="canDelete(image)">
            <div>
              <div class="menu-line"></div>
              <button class="menu-item is-bad" type="button" @click="remove(image)">
                ${icon('trash', 20)}Delete
              </button>
            </div>
          </template>
        </div>
      </template>
    </dialog>
  `;
}

function action(drawing: IconName, words: string, deed: string): Html {
  return html`
    <button class="menu-item" type="button" @click="${deed}(image)">
      ${icon(drawing, 20)}${words}
    </button>
  `;
}
