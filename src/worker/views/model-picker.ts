import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/**
 * The chosen model, and the list of those that the room offers.
 *
 * @param kind as a card of the form, or as one word of the composer
 */
export function modelPicker(kind: 'card' | 'word'): Html {
  return html`
    <div class="model-picker" x-data="modelPicker" data-kind="${kind}">
      ${kind === 'card' ? card() : word()}
      <div
        class="model-list"
        popover="auto"
        @toggle="toggled($event)"
        @keydown="onKey($event)"
        x-ref="list"
      >
        <template x-if="open">
          <div class="model-list-body">
            <div role="listbox" aria-label="Models">
              <template x-for="group in groups" :key="group.use">
                <div role="group" :aria-label="group.title">
                  <p class="menu-label" aria-hidden="true" x-text="group.title"></p>
                  <template x-for="row in group.rows" :key="row.id">${modelRow()}</template>
                </div>
              </template>
            </div>
          </div>
        </template>
        <button class="menu-item model-more" type="button" x-show="owned" @click="manage">
          ${icon('sliders')} Choose models…
        </button>
      </div>
    </div>
  `;
}

function card(): Html {
  return html`
    <button
      class="model-card"
      id="create-model"
      type="button"
      aria-haspopup="listbox"
      aria-labelledby="create-model-label create-model"
      :aria-expanded="expanded"
      @click="toggle"
      x-ref="button"
    >
      <span class="model-thumb">
        <template x-if="thumb"><img :src="thumb" alt="" width="40" height="40" /></template>
        <template x-if="!thumb"><span>${icon('image')}</span></template>
      </span>
      <span class="model-words">
        <span class="model-name" x-text="name"></span>
        <span class="model-line" x-text="line"></span>
      </span>
      ${icon('chevron-down')}
    </button>
  `;
}

function word(): Html {
  return html`
    <button
      class="model-word"
      type="button"
      aria-haspopup="listbox"
      :aria-expanded="expanded"
      @click="toggle"
      x-ref="button"
    >
      <span class="sr-only">Model</span>
      <span class="model-word-name" x-text="name"></span>
      ${icon('chevron-down', 16)}
    </button>
  `;
}

/** One model of the list; `row` is its `ModelRow`. */
function modelRow(): Html {
  return html`
    <div
      class="model-row"
      role="option"
      tabindex="-1"
      :aria-selected="row.chosen"
      :data-model="row.id"
      @click="choose(row)"
    >
      <span class="model-thumb">
        <template x-if="row.thumbnail">
          <img :src="row.thumbnail" alt="" width="40" height="40" />
        </template>
        <template x-if="!row.thumbnail"><span>${icon('image')}</span></template>
      </span>
      <span class="model-words">
        <span class="model-row-name" x-text="row.name"></span>
        <span class="model-line" x-text="row.about"></span>
      </span>
      <span class="model-facts">
        <span class="model-price" x-text="row.price"></span>
        <span class="model-time" x-text="row.time"></span>
      </span>
      <span class="model-tick">${icon('check', 16)}</span>
    </div>
  `;
}
