import { html } from 'hono/html';
import { icon } from './icons.ts';
import { imageFailure } from './image-failure.ts';
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
          <div class="frame" :data-arriving="arriving" :data-loaded="loaded">
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
                  :alt="image.prompt"
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
            <template x-if="isThere(image) && starCount(item) > 0">
              <button
                class="star-pill"
                type="button"
                data-do="star"
                :aria-pressed="isStarred(item)"
                :title="starNames(item)"
              >
                ${icon('star', 16)}
                <span x-text="starCount(item)"></span>
                <span class="sr-only" x-text="starWords(item)"></span>
              </button>
            </template>
            <template x-if="isThere(image)">
              <div class="frame-tools">
                <div class="over-bar">
                  <button class="over-button" type="button" @click="usePrompt(image)">
                    ${icon('pencil', 16)}
                    <span>Use prompt</span>
                  </button>
                  <button class="over-button" type="button" @click="useAll(image)">
                    ${icon('reuse', 16)}
                    <span>Use all</span>
                  </button>
                </div>
                <div class="over-bar">
                  <button
                    class="over-button is-icon"
                    type="button"
                    data-do="star"
                    title="Star"
                    aria-label="Star"
                    :aria-pressed="isStarred(item)"
                  >
                    ${icon('star')}
                  </button>
                  <button
                    class="over-button is-icon"
                    type="button"
                    data-do="reply"
                    title="Reply"
                    aria-label="Reply"
                  >
                    ${icon('reply')}
                  </button>
                  <a
                    class="over-button is-icon"
                    :href="downloadOf(image)"
                    download
                    aria-label="Download"
                  >
                    ${icon('download')}
                  </a>
                  <button
                    class="over-button is-icon"
                    type="button"
                    aria-label="Details"
                    @click="open(image)"
                  >
                    ${icon('info')}
                  </button>
                  <button
                    class="over-button is-icon"
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
          <figcaption class="caption">
            <button
              class="caption-prompt"
              type="button"
              dir="auto"
              :aria-expanded="opened"
              @click="toggle"
              x-text="image.prompt"
            ></button>
            <p class="caption-note" x-text="image.note" aria-live="off"></p>
            <div class="caption-side">
              <template x-if="image.can_cancel">
                <button
                  class="button is-small caption-cancel"
                  type="button"
                  :aria-disabled="image.canceling"
                  @click="cancel(image)"
                  x-text="image.canceling ? 'Canceling…' : 'Cancel'"
                ></button>
              </template>
              <template x-if="isThere(image)">
                <button
                  class="icon-button caption-more"
                  type="button"
                  aria-label="More"
                  aria-haspopup="dialog"
                  @click="showActions(image)"
                >
                  ${icon('more', 20)}
                </button>
              </template>
            </div>
          </figcaption>
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
