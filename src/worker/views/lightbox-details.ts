import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Beside an opened picture, on a phone a sheet below it: who made it, how, and what can be done next. */
export function lightboxDetails(): Html {
  return html`
    <aside class="lightbox-details" aria-label="Details">
      <div class="lightbox-part">
        <div class="lightbox-author">
          <span
            class="avatar"
            :class="image.avatar"
            x-text="image.initial"
            aria-hidden="true"
          ></span>
          <span class="lightbox-names">
            <span class="entry-author" dir="auto" x-text="image.by"></span>
            <span class="entry-time" x-text="image.made"></span>
          </span>
        </div>
        <h2 class="field-label lightbox-typed" x-show="isComposed">Prompt</h2>
        <p
          class="lightbox-prompt"
          dir="auto"
          x-show="image.prompt !== ''"
          x-text="image.prompt"
        ></p>
        <div class="lightbox-actions">
          <button
            class="text-button"
            type="button"
            x-show="image.prompt !== ''"
            @click="copyPrompt"
          >
            ${icon('copy', 16)}Copy prompt
          </button>
          <button class="text-button" type="button" @click="showInConversation">
            Show in conversation
          </button>
        </div>
      </div>
      ${moves()} ${sent()} ${sources()} ${facts()}
    </aside>
  `;
}

function moves(): Html {
  return html`
    <div class="lightbox-part lightbox-moves">
      <h2 class="field-label">Take it further</h2>
      <div class="lightbox-uses">
        <template x-for="move in main" :key="move.name">
          <button
            class="button"
            type="button"
            :title="titleOf(move)"
            :aria-disabled="!move.available"
            @click="run(move, $event)"
          >
            <svg class="icon icon-16" aria-hidden="true"><use :href="iconOf(move)"></use></svg>
            <span x-text="move.short"></span>
            <span class="move-price" x-text="priceOf(move)"></span>
          </button>
        </template>
      </div>
      <div class="lightbox-further">
        <template x-for="move in further" :key="move.name">
          <button
            class="text-button"
            type="button"
            :title="titleOf(move)"
            :aria-disabled="!move.available"
            @click="run(move, $event)"
          >
            <span x-text="longName(move)"></span>
            <span class="move-price" x-text="priceOf(move)"></span>
          </button>
        </template>
      </div>
    </div>
  `;
}

/** What was added to the prompt, and what the model was asked with. */
function sent(): Html {
  return html`
    <template x-if="isComposed">
      <div class="lightbox-part lightbox-sent">
        <h2 class="field-label">Added to the prompt</h2>
        <template x-for="(addition, index) in added" :key="index">
          <div class="lightbox-added">
            <span class="addition-kind" dir="auto" x-text="addition.title"></span>
            <p dir="auto" x-show="addition.words" x-text="addition.words"></p>
            <p class="addition-out" x-show="addition.leaves_out">
              Leaves out: <span dir="auto" x-text="addition.leaves_out"></span>
            </p>
          </div>
        </template>
        <template x-if="sent">
          <div class="lightbox-composed">
            <h2 class="field-label">Sent to the model</h2>
            <p class="lightbox-whole" dir="auto" x-text="sent"></p>
            <p class="addition-out" dir="auto" x-show="sentNegative" x-text="sentNegative"></p>
            <button class="text-button" type="button" @click="copySent">
              ${icon('copy', 16)}Copy as it was sent
            </button>
          </div>
        </template>
      </div>
    </template>
  `;
}

/** The pictures that it started from. */
function sources(): Html {
  return html`
    <template x-if="sources.length > 0">
      <div class="lightbox-part">
        <h2 class="field-label">Started from</h2>
        <div class="lightbox-sources">
          <template x-for="source in sources" :key="source.key">
            <button
              class="lightbox-source"
              type="button"
              :title="source.words"
              :aria-label="source.words"
              @click="openSource(source)"
            >
              <template x-if="source.thumbnail">
                <img :src="source.thumbnail" alt="" loading="lazy" />
              </template>
              <template x-if="!source.thumbnail">${icon('image', 20)}</template>
            </button>
          </template>
        </div>
      </div>
    </template>
  `;
}

function facts(): Html {
  return html`
    <dl class="lightbox-part facts">
      <template x-for="fact in facts" :key="fact.name">
        <div class="fact">
          <dt x-text="fact.name"></dt>
          <dd x-text="fact.value"></dd>
          <template x-if="isSeed(fact)">
            <button
              class="icon-button is-small fact-copy"
              type="button"
              aria-label="Copy seed"
              @click="copySeed"
            >
              ${icon('copy', 16)}
            </button>
          </template>
        </div>
      </template>
    </dl>
  `;
}
