import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/**
 * Below an image or a set of them: the prompt, then where it comes from and what is known of it. Of
 * what has no room, whole parts are left out from the right, never where it comes from.
 *
 * @param of the name of what it is of, an `ImageView` or an `ImageSet`, within its component
 * @param prompt the expression of its first line
 * @param hasMore the expression that says whether there is something to be done with it
 */
export function imageCaption({ of, prompt, hasMore }: CaptionOf): Html {
  return html`
    <figcaption class="caption">
      <template x-if="${prompt}">
        <button
          class="caption-prompt"
          type="button"
          dir="auto"
          :aria-expanded="opened"
          @click="toggle"
          x-text="${prompt}"
        ></button>
      </template>
      <template x-if="opened === 'true' && ${of}.added.length > 0">
        <div class="caption-added">
          <span>Added</span>
          <ul>
            <template x-for="(words, index) in ${of}.added" :key="index">
              <li dir="auto" x-text="words"></li>
            </template>
          </ul>
        </div>
      </template>
      <div class="caption-notes" aria-live="off">
        <template x-if="${of}.origin">
          <button
            class="caption-origin"
            type="button"
            :disabled="${of}.origin.message_id === null"
            @click="showOrigin(${of})"
          >
            ${icon('from', 16)}
            <template x-if="${of}.origin.thumbnail">
              <img
                class="caption-thumb"
                :src="${of}.origin.thumbnail"
                alt=""
                width="16"
                height="16"
              />
            </template>
            <span class="caption-words" dir="auto" x-text="${of}.origin.words"></span>
          </button>
        </template>
        <template x-if="${of}.drafted">
          <button
            class="caption-origin caption-drafted"
            type="button"
            data-do="quote"
            :data-value="${of}.drafted.message_id"
            :disabled="${of}.drafted.message_id === null"
          >
            ${icon('message', 16)}
            <span class="caption-words" x-text="${of}.drafted.words"></span>
          </button>
        </template>
        <template x-for="(note, index) in ${of}.notes" :key="index">
          <span class="caption-note" x-text="note"></span>
        </template>
      </div>
      <div class="caption-side">
        <template x-if="${of}.can_cancel">
          <button
            class="button is-small caption-cancel"
            type="button"
            :aria-disabled="${of}.canceling"
            @click="cancel(${of})"
            x-text="${of}.canceling ? 'Canceling…' : 'Cancel'"
          ></button>
        </template>
        <template x-if="${hasMore}">
          <button
            class="icon-button caption-more"
            type="button"
            aria-label="More"
            aria-haspopup="dialog"
            @click="showActions(${of})"
          >
            ${icon('more', 20)}
          </button>
        </template>
      </div>
    </figcaption>
  `;
}

interface CaptionOf {
  of: 'image' | 'item.set';
  prompt: string;
  hasMore: string;
}
