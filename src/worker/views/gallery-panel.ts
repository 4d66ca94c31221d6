import { html } from 'hono/html';
import { downloadMenu } from './download-menu.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** The finished images of the chat, two to a row, the newest first; some of them can be chosen. */
export function galleryPanel(): Html {
  return html`
    <div
      class="gallery"
      id="panel-gallery"
      role="tabpanel"
      aria-labelledby="tab-gallery"
      x-data="galleryPanel"
      x-show="$store.ui.panel === 'gallery'"
      x-cloak
      @keydown="onKey($event)"
    >
      <div class="gallery-scroll">
        ${filters()}
        <div class="gallery-rows" :data-selecting="selection.on">
          <template x-for="row in rows" :key="row.key">
            <div class="gallery-row" :data-lone="row.lone">
              <template x-for="image in row.images" :key="image.id">${tile()}</template>
            </div>
          </template>
        </div>
        <div class="gallery-empty" x-show="rows.length === 0" x-cloak>
          <p x-text="emptyText"></p>
          <button class="button is-small" type="button" @click="toCreate">Make a picture</button>
        </div>
        <button
          class="button is-small gallery-older"
          type="button"
          x-show="$store.chat.hasOlder"
          :disabled="$store.chat.loadingOlder"
          @click="$store.chat.loadOlder()"
        >
          Older pictures
        </button>
      </div>
      <template x-if="selection.on">${selectionBar()}</template>
      <template x-if="selection.deleting">${question()}</template>
    </div>
  `;
}

function filters(): Html {
  return html`
    <div class="gallery-head" x-show="$store.chat.gallery.length > 0">
      <div class="chips" role="radiogroup" aria-label="Which pictures">
        <button
          class="chip"
          type="button"
          role="radio"
          :aria-checked="isFilter('all')"
          @click="choose('all')"
          x-text="allText"
        >
          All
        </button>
        <button
          class="chip"
          type="button"
          role="radio"
          :aria-checked="isFilter('mine')"
          @click="choose('mine')"
        >
          Mine
        </button>
        <button
          class="chip"
          type="button"
          role="radio"
          :aria-checked="isFilter('added')"
          x-show="hasAdded"
          @click="choose('added')"
        >
          Added
        </button>
      </div>
      <button
        class="text-button gallery-select"
        type="button"
        x-show="!selection.on"
        @click="selection.begin()"
      >
        ${icon('select', 16)}Select
      </button>
    </div>
  `;
}

function tile(): Html {
  return html`
    <div class="gallery-place" :style="tileOf(image)" :data-chosen="isChosen(image)">
      <button
        class="gallery-tile"
        type="button"
        :data-opens="image.id"
        :aria-pressed="pressedOf(image)"
        @click="click(image, $event)"
        @pointerdown="pressStart($event, image)"
        @pointermove.passive="pressMove($event)"
        @pointerup="pressEnd"
        @pointercancel="pressEnd"
        @contextmenu="pressMenu($event)"
      >
        <img
          :src="image.thumbnail"
          :alt="image.prompt || image.by"
          :width="image.width"
          :height="image.height"
          loading="lazy"
          decoding="async"
          draggable="false"
          @error="hide($event)"
        />
        <span class="gallery-mark" aria-hidden="true">${icon('check', 16)}</span>
      </button>
      <div class="over-bar gallery-tools" x-show="!selection.on && canStar(image)">
        <button
          class="over-button is-icon"
          type="button"
          aria-label="Star"
          title="Star"
          :aria-pressed="isStarred(image)"
          @click="star(image)"
        >
          ${icon('star', 16)}
        </button>
        <button
          class="over-button is-icon"
          type="button"
          aria-label="More actions"
          title="More"
          aria-haspopup="menu"
          @click="more(image, $event)"
        >
          ${icon('more', 16)}
        </button>
      </div>
    </div>
  `;
}

function selectionBar(): Html {
  return html`
    <div class="gallery-bar" role="toolbar" aria-label="With the chosen pictures">
      <div class="gallery-bar-row">
        <span class="gallery-count" role="status" x-text="selection.words"></span>
        <button class="button is-small is-quiet" type="button" @click="selection.chooseAll(order)">
          All
        </button>
        <button
          class="icon-button is-small"
          type="button"
          :aria-label="selection.starWords"
          :title="selection.starWords"
          :disabled="selection.count === 0"
          @click="selection.star()"
        >
          ${icon('star', 16)}
        </button>
        <button
          class="icon-button is-small gallery-delete"
          type="button"
          aria-label="Delete"
          title="Delete"
          x-show="selection.canDelete"
          @click="selection.askToDelete()"
        >
          ${icon('trash', 16)}
        </button>
        <button
          class="icon-button is-small"
          type="button"
          aria-label="Stop choosing"
          @click="selection.end()"
        >
          ${icon('close', 16)}
        </button>
      </div>
      <div class="gallery-bar-row">
        <div class="gallery-download">
          <button
            class="button is-small"
            type="button"
            :disabled="!selection.canDownload"
            @click="selection.download()"
          >
            ${icon('download', 16)}
            <span x-text="selection.downloadWords"></span>
          </button>
          ${downloadMenu('up')}
        </div>
        <button
          class="button is-small"
          type="button"
          :disabled="!selection.canCompare"
          title="Choose two to compare them"
          @click="selection.compare()"
        >
          ${icon('compare', 16)}Compare
        </button>
      </div>
    </div>
  `;
}

function question(): Html {
  return html`
    <dialog
      class="dialog"
      aria-labelledby="title-pictures-deletion"
      @close="selection.keep()"
    >
      <form class="dialog-body" method="dialog" @submit.prevent="selection.remove()">
        <h2
          class="dialog-title"
          id="title-pictures-deletion"
          x-text="selection.deleteTitle"
        ></h2>
        <p class="dialog-text">They go for everybody in the room, with their prompts.</p>
        <div class="form-actions dialog-actions">
          <button class="button is-bad" type="submit" x-text="selection.deleteWords"></button>
          <button class="button is-quiet" type="button" @click="selection.keep()">Cancel</button>
        </div>
      </form>
    </dialog>
  `;
}
