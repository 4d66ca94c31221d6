import { html } from 'hono/html';
import { icon } from './icons.ts';
import { imageCaption } from './image-caption.ts';
import { imageFailure } from './image-failure.ts';
import { imageFrame } from './image-frame.ts';
import type { Html } from './page-frame.ts';

/** One image of the conversation in whatever state it is: frame and caption, card, or one line. */
export function imageFigure(): Html {
  return html`
    <figure
      class="image"
      x-data="imageFigure(image.status)"
      :data-image-id="image.id"
      :data-status="image.status"
      :style="image.frame"
    >
      <template x-if="isFramed(image)">
        <div class="image-framed">
          <div class="frame" :data-arriving="arriving" :data-loaded="loaded">${imageFrame()}</div>
          ${imageCaption({ of: 'image', prompt: 'image.caption', hasMore: 'isThere(image)' })}
        </div>
      </template>
      <template x-if="image.failure">${imageFailure()}</template>
      <template x-if="image.status === 'canceled'">
        <div class="canceled">
          ${icon('close', 16)}
          <span class="canceled-text" x-text="image.canceled"></span>
          <button class="button is-small is-quiet" type="button" @click="runAgain(image)">
            Run again
          </button>
        </div>
      </template>
    </figure>
  `;
}
