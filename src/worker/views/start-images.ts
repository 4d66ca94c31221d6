import { html } from 'hono/html';
import { fieldError } from './field-error.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';
import { pictureHints, pictureTile } from './picture-strip.ts';
import { fileInput } from './picture-sources.ts';

/** The pictures that the next one starts from, as the first field of the form. */
export function startImages(): Html {
  return html`
    <div class="field" x-data="pictureStrip('form')" x-show="isShown" data-field="images">
      <div class="field-head">
        <span class="field-label" id="start-label">Start from</span>
        <span class="field-note" x-text="note"></span>
      </div>
      <div
        class="tiles"
        role="group"
        aria-labelledby="start-label"
        aria-describedby="error-images"
      >
        <template x-for="tile in tiles" :key="tile.key">${pictureTile()}</template>
        <template x-if="hasRoom">
          <label class="tile is-add" :data-alone="isEmpty">
            ${icon('reference')}
            <span x-show="isEmpty" aria-hidden="true">
              Add a picture<span class="or-drop">, or drop it here</span>
            </span>
            ${fileInput('Add a picture', "invalid('images')")}
          </label>
        </template>
      </div>
      ${fieldError('images')} ${fieldError('mask')}
      <div class="mask-row" x-show="canMask">
        <button class="button is-small" type="button" @click="paintMask">
          ${icon('edit', 16)}
          <span x-text="maskWords"></span>
        </button>
        <button
          class="button is-small is-quiet"
          type="button"
          x-show="hasMask"
          @click="removeMask"
        >
          Remove mask
        </button>
      </div>
      ${pictureHints()}
    </div>
  `;
}
