import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/**
 * What stands in the frame of an image that is to be, or is there: the line, its partial images, how
 * far it is, the picture, its stars. `image` is its `ImageView`, within an `imageFigure`.
 */
export function imageFrame(): Html {
  return html`
      <template x-if="previewOf(image)">
        <img
          class="frame-preview"
          :class="{ 'is-estimated': image.estimated, 'is-soft': isSoft(image) }"
          :src="previewOf(image)"
          alt=""
        />
      </template>
      <template x-if="image.status === 'pending'">
        <span class="frame-waiting" x-text="image.waiting"></span>
      </template>
      <template x-if="image.status === 'processing'">
        <span class="over-pill frame-pill" x-text="image.pill"></span>
      </template>
      <template x-if="hasMeasure(image)">
        <span
          class="frame-bar"
          :class="{ 'is-estimated': image.estimated }"
          role="progressbar"
          aria-label="Developing"
          aria-valuemin="0"
          aria-valuemax="100"
          :aria-valuenow="per100(image)"
        >
          <span class="frame-bar-done" :style="image.bar"></span>
        </span>
      </template>
      <template x-if="isThere(image)">
        <button
          class="frame-open"
          type="button"
          @click="open(image)"
          @pointerdown="pressStart($event, image)"
          @pointermove.passive="pressMove($event)"
          @pointerup="pressEnd"
          @pointercancel="pressEnd"
          @contextmenu="pressMenu($event)"
          aria-haspopup="dialog"
          :data-opens="image.id"
        >
          <img
            class="frame-image"
            :src="srcOf(image)"
            :alt="image.alt"
            :width="image.width"
            :height="image.height"
            decoding="async"
            @load="hasLoaded"
            @animationend="hasCome"
            @error="hasFailed"
          />
        </button>
      </template>
      <template x-if="image.status === 'completed' && broken">
        <div class="frame-broken">
          <span>The picture could not be reached.</span>
          <button class="button is-small" type="button" @click="loadAgain">Load again</button>
        </div>
      </template>
      <template x-if="isThere(image) && image.stars.count > 0">
        <button
          class="star-pill"
          type="button"
          data-move="star"
          :aria-pressed="image.stars.mine"
          :title="image.stars.names"
        >
          ${icon('star', 16)}
          <span x-text="image.stars.count"></span>
          <span class="sr-only" x-text="starWords(image)"></span>
        </button>
      </template>
  `;
}
