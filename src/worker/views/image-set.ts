import { html } from 'hono/html';
import { icon } from './icons.ts';
import { imageCaption } from './image-caption.ts';
import { imageFrame } from './image-frame.ts';
import type { Html } from './page-frame.ts';

/** Images that were asked for together: a grid of them, each in its own state, and one caption. */
export function imageSet(): Html {
  return html`
    <figure
      class="image-set"
      x-data="imageSet"
      role="group"
      :aria-label="item.set.label"
      :data-count="item.set.count"
      :data-narrow="item.set.narrow"
      :style="item.set.frame"
    >
      <template x-if="!item.set.canceled">
        <div>
          <div class="set-grid">
            <template x-for="image in item.images" :key="image.key">${imageTile()}</template>
          </div>
          ${imageCaption({
            of: 'item.set',
            prompt: 'item.set.prompt',
            hasMore: 'hasMore(item)',
          })}
        </div>
      </template>
      <template x-if="item.set.canceled">
        <div class="canceled">
          ${icon('close', 16)}
          <span class="canceled-text" x-text="item.set.canceled"></span>
          <button class="button is-small is-quiet" type="button" @click="runAgain(item.set)">
            Run again
          </button>
        </div>
      </template>
    </figure>
  `;
}

/** One of them. What has failed or was canceled keeps its place, so that the others keep theirs. */
function imageTile(): Html {
  return html`
    <div
      class="image is-tile"
      x-data="imageFigure(image.status)"
      :class="{ 'is-target': image.message_id !== null && image.message_id === $store.chat.target }"
      :data-image-id="image.id"
      :data-message-id="image.message_id"
      :data-status="image.status"
    >
      <div class="frame" :data-arriving="arriving" :data-loaded="loaded">
        ${imageFrame()}
        <template x-if="!isFramed(image)">
          <div class="tile-end">
            <button
              class="tile-why"
              type="button"
              :aria-expanded="detailsOpened"
              @click="toggleDetails"
            >
              <span class="tile-sign" :class="{ 'is-bad': image.failure }" x-show="image.failure">${icon('alert', 20)}</span>
              <span class="tile-words" x-text="endWords(image)"></span>
            </button>
            <div class="tile-actions">
              <button
                class="button is-small"
                type="button"
                data-move="run_again"
                x-text="againWords(image)"
              ></button>
              <button
                class="icon-button is-small tile-more"
                type="button"
                data-do="more"
                title="More"
                aria-label="More actions"
                aria-haspopup="menu"
              >
                ${icon('more')}
              </button>
            </div>
          </div>
        </template>
      </div>
    </div>
  `;
}
