import { html } from 'hono/html';
import { fieldError } from './field-error.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** The shape of the picture among those that the model has, and its size where that can be typed. */
export function shapeField(): Html {
  return html`
    <div class="field" x-show="sized" x-data="shapeField">
      <div class="field-head">
        <span class="field-label" id="shape-label">Shape</span>
        <span class="field-note" x-text="pixels"></span>
      </div>
      <div class="shapes" role="radiogroup" aria-labelledby="shape-label">
        <template x-if="canMatch">
          <button
            class="shape is-wide"
            type="button"
            role="radio"
            :aria-checked="matches"
            @click="matchImage"
          >
            <span class="shape-box">${icon('image')}</span>
            <span>As the picture</span>
          </button>
        </template>
        <template x-for="shape in shapes" :key="shape.ratio">
          <button
            class="shape"
            type="button"
            role="radio"
            :aria-checked="shape.checked"
            @click="setShape(shape)"
          >
            <span class="shape-box">
              <span class="shape-outline" :style="shape.style"></span>
            </span>
            <span x-text="shape.ratio"></span>
          </button>
        </template>
        <template x-if="moreText">
          <button
            class="shape is-more"
            type="button"
            :aria-expanded="expandedShapes"
            @click="toggleShapes"
            x-text="moreText"
          ></button>
        </template>
      </div>
      ${fieldError('shape')}
      <div class="sides" x-show="typed">
        ${side('width', 'Width')}
        <span class="sides-times" aria-hidden="true">×</span>
        ${side('height', 'Height')}
        <span class="field-note" x-text="sidesNote"></span>
      </div>
      ${fieldError('width')} ${fieldError('height')}
    </div>
  `;
}

function side(field: 'width' | 'height', label: string): Html {
  return html`
    <input
      class="input side"
      id="create-${field}"
      type="text"
      inputmode="numeric"
      autocomplete="off"
      maxlength="10"
      aria-label="${label}"
      x-model="${field}"
      :aria-invalid="invalid('${field}')"
      aria-describedby="error-${field}"
    />
  `;
}
