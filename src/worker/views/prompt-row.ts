import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** A prompt in the list of them; `row` is its `PromptRow`. What can be done comes with the pointer. */
export function promptRow(): Html {
  return html`
    <article class="prompt-row">
      <button
        class="prompt-thumb"
        type="button"
        aria-label="Show its pictures"
        title="Show its pictures"
        :disabled="!canShow(row)"
        @click="showPictures(row)"
      >
        <template x-if="row.thumbnail">
          <img
            :src="row.thumbnail"
            alt=""
            width="56"
            height="56"
            loading="lazy"
            decoding="async"
            @error="hide($event)"
          />
        </template>
        <template x-if="!row.thumbnail">
          <span class="prompt-no-thumb" :data-failed="row.failed">
            <span x-show="row.failed">${icon('alert', 20)}</span>
            <span x-show="!row.failed && row.kind === 'past'">${icon('image', 20)}</span>
            <span x-show="!row.failed && row.kind !== 'past'">${icon('keep', 20)}</span>
          </span>
        </template>
      </button>
      <div class="prompt-words">
        <p class="prompt-name" dir="auto" x-show="row.name" x-text="row.name"></p>
        <p class="prompt-text" dir="auto" :title="row.prompt" x-text="row.prompt"></p>
        <div class="prompt-foot">
          <span class="prompt-note" x-show="row.note" x-text="row.note"></span>
          <span class="prompt-tags" x-show="row.tags.length > 0">
            <template x-for="tag in row.tags" :key="tag">
              <button
                class="prompts-tag"
                type="button"
                :aria-pressed="isTag(tag)"
                @click="chooseTag(tag)"
                x-text="tag"
              ></button>
            </template>
          </span>
          <span class="prompt-tools">
            <button class="button is-small prompt-use" type="button" @click="use(row)">Use</button>
            <button
              class="icon-button is-small prompt-copy"
              type="button"
              aria-label="Copy"
              title="Copy"
              @click="copy(row)"
            >
              ${icon('copy', 16)}
            </button>
            <button
              class="icon-button is-small prompt-keep"
              type="button"
              :aria-label="keepWords(row)"
              :title="keepWords(row)"
              :aria-pressed="isKept(row)"
              @click="keep(row)"
            >
              ${icon('keep', 16)}
            </button>
            <button
              class="icon-button is-small"
              type="button"
              aria-label="More actions"
              title="More"
              aria-haspopup="menu"
              @click="openMenu(row, $event)"
            >
              ${icon('more', 16)}
            </button>
          </span>
        </div>
      </div>
    </article>
  `;
}
