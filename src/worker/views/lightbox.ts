import { html } from 'hono/html';
import { downloadMenu } from './download-menu.ts';
import { familyStrip } from './family-strip.ts';
import { icon } from './icons.ts';
import { lightboxDetails } from './lightbox-details.ts';
import type { Html } from './page-frame.ts';
import { zoomButtons } from './zoom-buttons.ts';

/** One image as large as it gets, with everything that is known of it. Dark in both themes. */
export function lightbox(): Html {
  return html`
    <template x-data="lateLightbox" x-if="ready">
      <dialog
        class="lightbox"
        x-data="lightbox"
        aria-label="Picture"
        @close="closed"
        @cancel="onCancel($event)"
        @keydown.window="onKey($event)"
      >
        <template x-for="(image, index) in shown" :key="index">
          <div class="lightbox-frame">
            <div class="lightbox-body">
              <div class="lightbox-stage">${head()} ${picture()} ${familyStrip()}</div>
              ${lightboxDetails()}
            </div>
            <div class="lightbox-bar" role="toolbar" aria-label="Take it further">
              <template x-for="move in main" :key="move.name">
                <button
                  class="lightbox-bar-button"
                  type="button"
                  :aria-disabled="!move.available"
                  @click="run(move, $event)"
                >
                  <svg class="icon icon-24" aria-hidden="true"><use :href="iconOf(move)"></use></svg>
                  <span x-text="move.short"></span>
                </button>
              </template>
            </div>
          </div>
        </template>
      </dialog>
    </template>
  `;
}

function head(): Html {
  return html`
    <header class="lightbox-head">
      <button class="icon-button" type="button" aria-label="Close" @click="close">
        ${icon('close', 20)}
      </button>
      <span class="lightbox-chat" dir="auto" x-text="$store.chat.name"></span>
      <span class="lightbox-place" x-text="place"></span>
      <div class="zoom-buttons" x-data="zoomButtons" role="group" aria-label="Size on the screen">
        ${zoomButtons(html`
        <button
          class="text-button zoom-words"
          type="button"
          :title="toggleWords"
          :aria-label="toggleWords"
          @click="toggle"
          x-text="words"
        ></button>
        `)}
      </div>
      <button
        class="icon-button lightbox-star"
        type="button"
        aria-label="Star"
        :aria-pressed="isStarred(image)"
        x-show="canStar(image)"
        @click="star"
      >
        ${icon('star', 20)}
      </button>
      <div class="lightbox-download">
        <a class="icon-button" :href="downloadOf(image)" download aria-label="Download">
          ${icon('download', 20)}
        </a>
        ${downloadMenu('down')}
      </div>
      <button
        class="icon-button lightbox-compare"
        type="button"
        aria-label="Compare with another picture"
        title="Compare with another picture"
        :disabled="!canCompare"
        @click="compare"
      >
        ${icon('compare', 20)}
      </button>
      ${more()}
    </header>
  `;
}

function more(): Html {
  return html`
    <div
      class="menu-place"
      x-data="menu"
      @keydown.escape="onEscape($event)"
      @click.outside="close"
    >
      <button
        class="icon-button"
        type="button"
        aria-label="More"
        x-ref="button"
        :aria-expanded="expanded"
        @click="toggle"
      >
        ${icon('more', 20)}
      </button>
      <div
        class="menu"
        x-show="open"
        x-cloak
        @keydown="onKey($event)"
        @click.capture="choose($event)"
      >
        <button class="menu-item" type="button" @click="compare" :disabled="!canCompare">
          ${icon('compare', 16)}Compare with…
        </button>
        <template x-for="move in others" :key="move.name">
          <button
            class="menu-item"
            type="button"
            :class="move.group === 'delete' ? 'is-bad' : ''"
            @click="run(move, $event)"
          >
            <svg class="icon icon-16" aria-hidden="true"><use :href="iconOf(move)"></use></svg>
            <span x-text="move.short"></span>
          </button>
        </template>
      </div>
    </div>
  `;
}

function picture(): Html {
  return html`
    <div
      class="lightbox-picture"
      x-data="lightboxPicture"
      :data-large="large"
      :data-held="held"
      @click="closeOutside($event)"
      @pointerdown="down($event)"
      @pointermove="move($event)"
      @pointerup="up($event)"
      @pointercancel="cancel($event)"
      @wheel="wheel($event)"
    >
      <img
        class="lightbox-image"
        :src="srcOf(image)"
        :alt="image.prompt || image.by"
        :width="image.width"
        :height="image.height"
        :style="styleOf(image)"
        :hidden="isBroken(image)"
        draggable="false"
        @error="hasFailed(image)"
      />
      <div class="frame-broken" :hidden="!isBroken(image)" hidden>
        <span>The picture could not be reached.</span>
        <button class="button is-small" type="button" @click="loadAgain">Load again</button>
      </div>
    </div>
    <button
      class="icon-button lightbox-step is-previous"
      type="button"
      aria-label="Previous picture"
      :disabled="!hasPrevious"
      @click="previous"
    >
      ${icon('chevron-left', 24)}
    </button>
    <button
      class="icon-button lightbox-step is-next"
      type="button"
      aria-label="Next picture"
      :disabled="!hasNext"
      @click="next"
    >
      ${icon('chevron-right', 24)}
    </button>
  `;
}
