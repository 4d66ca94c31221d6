import { html } from 'hono/html';
import type { Html } from './page-frame.ts';

/** The finished images of the chat, two to a row, the newest first. */
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
    >
      <div
        class="chips"
        role="radiogroup"
        aria-label="Whose pictures"
        x-show="$store.chat.gallery.length > 0"
      >
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
          x-text="mineText"
        >
          Mine
        </button>
      </div>
      <div class="gallery-rows">
        <template x-for="row in rows" :key="row.key">
          <div class="gallery-row" :data-lone="row.lone">
            <template x-for="image in row.images" :key="image.id">
              <button
                class="gallery-tile"
                type="button"
                :style="tileOf(image)"
                :data-opens="image.id"
                @click="open(image)"
                aria-haspopup="dialog"
              >
                <img
                  :src="image.thumbnail"
                  :alt="image.prompt"
                  :width="image.width"
                  :height="image.height"
                  loading="lazy"
                  decoding="async"
                  @error="hide($event)"
                />
              </button>
            </template>
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
  `;
}
