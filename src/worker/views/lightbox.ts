import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** One image as large as it gets, with everything that is known of it. Dark in both themes. */
export function lightbox(): Html {
  return html`
    <dialog
      class="lightbox"
      x-data="lightbox"
      aria-label="Picture"
      @close="closed"
      @keydown="onKey($event)"
    >
      <template x-for="(image, index) in shown" :key="index">
        <div class="lightbox-body">
          <div class="lightbox-stage">
            <header class="lightbox-head">
              <button class="icon-button" type="button" aria-label="Close" @click="close">
                ${icon('close', 20)}
              </button>
              <span class="lightbox-chat" dir="auto" x-text="$store.chat.name"></span>
              <span class="lightbox-place" x-text="place"></span>
              <button
                class="icon-button lightbox-star"
                type="button"
                aria-label="Star"
                :aria-pressed="isStarred(image)"
                @click="star(image)"
              >
                ${icon('star', 20)}
              </button>
              <a
                class="icon-button lightbox-download"
                :href="image.download"
                download
                aria-label="Download"
                x-ref="download"
              >
                ${icon('download', 20)}
              </a>
            </header>
            <button
              class="icon-button lightbox-step is-previous"
              type="button"
              aria-label="Previous picture"
              :disabled="!hasPrevious"
              @click="previous"
            >
              ${icon('chevron-left', 24)}
            </button>
            <div
              class="lightbox-picture"
              @click="closeOutside($event)"
              @touchstart.passive="touchStart($event)"
              @touchend.passive="touchEnd($event)"
            >
              <img
                class="lightbox-image"
                :src="srcOf(image)"
                :alt="image.prompt"
                :width="image.width"
                :height="image.height"
                :style="image.frame"
                :hidden="isBroken(image)"
                @error="hasFailed(image)"
              />
              <div class="frame-broken" :hidden="!isBroken(image)" hidden>
                <span>The picture could not be reached.</span>
                <button class="button is-small" type="button" @click="loadAgain">Load again</button>
              </div>
            </div>
            <button
              class="icon-button lightbox-step is-next"
              type="button"
              aria-label="Next picture"
              :disabled="!hasNext"
              @click="next"
            >
              ${icon('chevron-right', 24)}
            </button>
          </div>
          <aside class="lightbox-details" aria-label="Details">
            <div class="lightbox-part">
              <div class="lightbox-author">
                <span
                  class="avatar"
                  :class="image.avatar"
                  x-text="image.initial"
                  aria-hidden="true"
                ></span>
                <span class="lightbox-names">
                  <span class="entry-author" dir="auto" x-text="image.author"></span>
                  <span class="entry-time" x-text="image.made"></span>
                </span>
              </div>
              <p class="lightbox-prompt" dir="auto" x-text="image.prompt"></p>
              <div class="lightbox-actions">
                <button class="text-button" type="button" @click="copyPrompt(image)">
                  ${icon('copy', 16)}Copy prompt
                </button>
                <button class="text-button" type="button" @click="showInConversation(image)">
                  Show in conversation
                </button>
              </div>
            </div>
            <div class="lightbox-part">
              <h2 class="field-label">Take it further</h2>
              <div class="lightbox-uses">
                <button class="button" type="button" @click="usePrompt(image)">Use prompt</button>
                <button class="button" type="button" @click="useSeed(image)">Use seed</button>
                <button class="button" type="button" @click="useAll(image)">Use all</button>
                <button class="button" type="button" @click="runAgain(image)">Run again</button>
              </div>
            </div>
            <dl class="lightbox-part facts">
              <div class="fact">
                <dt>Model</dt>
                <dd x-text="image.model"></dd>
              </div>
              <div class="fact">
                <dt>Size</dt>
                <dd x-text="image.size"></dd>
              </div>
              <div class="fact">
                <dt>Seed</dt>
                <dd x-text="image.seed"></dd>
                <button
                  class="icon-button is-small fact-copy"
                  type="button"
                  aria-label="Copy seed"
                  @click="copySeed(image)"
                >
                  ${icon('copy', 16)}
                </button>
              </div>
              <div class="fact" x-show="image.left_out">
                <dt>Left out</dt>
                <dd x-text="image.left_out"></dd>
              </div>
              <div class="fact" x-show="image.took">
                <dt>Took</dt>
                <dd x-text="image.took"></dd>
              </div>
            </dl>
          </aside>
        </div>
      </template>
    </dialog>
  `;
}
