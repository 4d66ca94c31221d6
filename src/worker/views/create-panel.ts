import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

type NumberField = 'width' | 'height' | 'seed';

/** The whole form of an image. Edits the same draft as the composer. */
export function createPanel(): Html {
  return html`
    <form
      class="create"
      id="panel-create"
      role="tabpanel"
      aria-labelledby="tab-create"
      x-data="createPanel"
      x-show="$store.ui.panel === 'create'"
      @submit.prevent="make"
      @keydown="onKey($event)"
      novalidate
    >
      <div class="create-fields">
        <div class="field">
          <label class="field-label" for="create-prompt">Prompt</label>
          <textarea
            class="input create-prompt"
            id="create-prompt"
            rows="3"
            dir="auto"
            x-model="prompt"
            x-ref="prompt"
            :placeholder="promptHint"
            :aria-invalid="invalid('prompt')"
            aria-describedby="error-prompt"
          ></textarea>
          ${fieldError('prompt')}
        </div>
        <div class="field" x-show="takesNegative">
          <div class="field-head">
            <label class="field-label" for="create-negative">Leave out</label>
            <span class="field-note">optional</span>
          </div>
          <input
            class="input"
            id="create-negative"
            type="text"
            dir="auto"
            x-model="negative_prompt"
            :aria-invalid="invalid('negative_prompt')"
            aria-describedby="error-negative_prompt"
            autocomplete="off"
          />
          ${fieldError('negative_prompt')}
        </div>
        <div class="field">
          <label class="field-label" for="create-model">Model</label>
          <div class="model-card">
            <span class="model-thumb">
              <template x-if="modelThumb">
                <img :src="modelThumb" alt="" width="40" height="40" />
              </template>
              <template x-if="!modelThumb"><span>${icon('image')}</span></template>
            </span>
            <span class="model-words" aria-hidden="true">
              <span class="model-name" x-text="modelName"></span>
              <span class="model-line" x-text="modelLine"></span>
            </span>
            ${icon('chevron-down')}
            <select class="model-select" id="create-model" @change="setModel($event)">
              <template x-for="model in $store.chat.models" :key="model.id">
                <option
                  :value="model.id"
                  :selected="isModel(model)"
                  :data-about="model.description"
                  x-text="model.name"
                ></option>
              </template>
            </select>
          </div>
        </div>
        <div class="field" role="radiogroup" aria-labelledby="shape-label">
          <div class="field-head">
            <span class="field-label" id="shape-label">Shape</span>
            <span class="field-note" x-text="pixels"></span>
          </div>
          <div class="shapes">
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
          </div>
        </div>
        <div class="advanced">
          <button
            class="advanced-toggle"
            type="button"
            aria-controls="advanced"
            :aria-expanded="expanded"
            @click="toggleAdvanced"
          >
            ${icon('chevron-right')}
            <span class="field-label">Advanced</span>
            <span class="field-note" x-text="advancedNote"></span>
          </button>
          <div class="advanced-fields" id="advanced" x-show="advanced" x-cloak>
            ${numberField('width', 'Width', 'px', 'exact')}
            ${numberField('height', 'Height', 'px', 'exact')}
            ${numberField('seed', 'Seed', '', 'true')}
          </div>
        </div>
      </div>
      <div class="create-foot">
        <button class="button is-primary is-large" type="submit" :disabled="!canMake">
          Make picture
        </button>
      </div>
    </form>
  `;
}

/** @param shown an expression of the component: whether the chosen model takes it */
function numberField(field: NumberField, label: string, unit: string, shown: string): Html {
  return html`
    <div class="field" data-field="${field}" x-show="${shown}">
      <label class="field-label is-light" for="create-${field}">${label}</label>
      <div class="input-place">
        <input
          class="input"
          id="create-${field}"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          maxlength="10"
          x-model="${field}"
          placeholder="${field === 'seed' ? 'Random' : ''}"
          :aria-invalid="invalid('${field}')"
          aria-describedby="error-${field}"
        />
        ${
          unit === ''
            ? ''
            : html`
                <span class="input-unit" aria-hidden="true">${unit}</span>
              `
        }
      </div>
      ${fieldError(field)}
    </div>
  `;
}

function fieldError(field: string): Html {
  return html`
    <p
      class="field-error"
      id="error-${field}"
      x-show="errorOf('${field}')"
      x-text="errorOf('${field}')"
      x-cloak
    ></p>
  `;
}
