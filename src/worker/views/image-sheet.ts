import { html } from 'hono/html';
import { moveItem } from './image-menu.ts';
import type { Html } from './page-frame.ts';

/** What can be done with a picture, for fingers: from "more" at its caption and from a long press. */
export function imageSheet(): Html {
  return html`
    <dialog
      class="sheet"
      x-data="imageSheet"
      aria-label="Picture actions"
      @close="close"
      @pointerdown="arm"
      @click.capture="guard($event)"
      @click="closeOutside($event)"
      @touchstart.passive="touchStart($event)"
      @touchend.passive="touchEnd($event)"
    >
      <div class="sheet-body">
        <div class="sheet-head">
          <div class="sheet-thumbs" role="group" aria-label="Which picture">
            <template x-for="image in images" :key="image.key">
              <button
                class="sheet-choice"
                type="button"
                :aria-pressed="isChosen(image)"
                :aria-label="placeOf(image)"
                :disabled="!isSet"
                @click="choose(image)"
              >
                <template x-if="image.thumbnail">
                  <img class="sheet-thumb" :src="image.thumbnail" alt="" width="48" height="48" />
                </template>
              </button>
            </template>
          </div>
          <p class="sheet-prompt" dir="auto" x-text="words"></p>
        </div>
        <template x-for="move in moves" :key="move.name">${moveItem('run(move)', 20)}</template>
      </div>
    </dialog>
  `;
}
