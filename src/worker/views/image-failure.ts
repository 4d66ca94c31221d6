import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** The card of an image that failed: why, what it cost, what to do, and what else there is to know. */
export function imageFailure(): Html {
  return html`
    <div class="failure">
      <span class="failure-icon">${icon('alert', 20)}</span>
      <p class="failure-text">
        <span x-text="image.failure.sentence"></span>
        <span class="failure-charge" x-text="image.failure.charge"></span>
      </p>
      <p class="failure-prompt" dir="auto" x-text="image.prompt" x-show="image.prompt"></p>
      <div class="failure-actions">
        <template x-if="image.failure.first === 'edit_prompt'">
          <button class="button is-small" type="button" @click="useAll(image)">Edit prompt</button>
        </template>
        <template x-if="image.failure.first === 'other_model'">
          <button class="button is-small" type="button" @click="useAll(image)">
            Choose another model
          </button>
        </template>
        <button
          class="button is-small"
          :class="{ 'is-quiet': image.failure.first !== 'retry' }"
          type="button"
          @click="runAgain(image)"
        >
          ${icon('again', 16)}Retry
        </button>
        <template x-if="image.failure.first === 'retry'">
          <button class="button is-small is-quiet" type="button" @click="useAll(image)">
            Edit prompt
          </button>
        </template>
        <button
          class="button is-small is-quiet failure-more"
          type="button"
          :aria-expanded="detailsOpened"
          :aria-controls="detailsId(image)"
          @click="toggleDetails"
        >
          Details${icon('chevron-down', 16)}
        </button>
      </div>
      <div class="failure-details" :id="detailsId(image)" :hidden="!detailed" hidden>
        <dl class="failure-facts">
          <template x-for="detail in image.failure.details" :key="detail.term">
            <div class="failure-fact">
              <dt x-text="detail.term"></dt>
              <dd x-text="detail.text"></dd>
            </div>
          </template>
        </dl>
        <button class="button is-small" type="button" @click="copyDetails(image)">
          ${icon('copy', 16)}Copy details
        </button>
      </div>
    </div>
  `;
}
