import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Searching all my chats; on a phone it takes the whole screen. */
export function searchDialog(): Html {
  return html`
    <dialog
      class="dialog search"
      x-data="dialogBox('search')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-label="Search"
    >
      <template x-if="ready">
        <div class="search-box" x-data="searchDialog">
          ${field()} ${filters()}
          <div class="search-list" x-ref="list" @scroll.passive="scrolled">
            ${hits()} ${states()}
          </div>
          <p class="sr-only" role="status" x-text="summary"></p>
        </div>
      </template>
    </dialog>
  `;
}

function field(): Html {
  return html`
    <div class="search-head">
      ${icon('search', 20)}
      <input
        class="search-field"
        type="text"
        role="combobox"
        aria-label="Search messages and prompts"
        aria-autocomplete="list"
        aria-expanded="true"
        aria-controls="search-hits"
        :aria-activedescendant="activeId"
        placeholder="Search messages and prompts"
        maxlength="${limits.searchLength}"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        enterkeyhint="search"
        dir="auto"
        x-ref="field"
        x-model="text"
        @keydown="onKey($event)"
      />
      <button class="text-button search-clear" type="button" x-show="typed" @click="clear">
        Clear
      </button>
      <button class="icon-button" type="button" aria-label="Close" @click="close">
        ${icon('close', 20)}
      </button>
    </div>
  `;
}

function filters(): Html {
  return html`
    <div class="search-narrow">
      <div class="search-filters">
      <template x-for="pick in picks" :key="pick.name">
        <span class="pick" :data-narrows="pick.narrows">
          <select class="pick-select" :aria-label="pick.label" @change="choose($event, pick)">
            <template x-for="option in pick.options" :key="option.value">
              <option
                :value="option.value"
                :selected="option.chosen"
                x-text="option.words"
              ></option>
            </template>
          </select>
          ${icon('chevron-down', 16)}
        </span>
      </template>
      </div>
      <template x-if="withDates">
        <span class="search-days">
          <input
            class="input"
            type="date"
            aria-label="First day"
            :value="find.filter.from"
            @change="setDay($event, 'from')"
          />
          <span>to</span>
          <input
            class="input"
            type="date"
            aria-label="Last day"
            :value="find.filter.until"
            @change="setDay($event, 'until')"
          />
        </span>
      </template>
    </div>
  `;
}

function hits(): Html {
  return html`
    <div id="search-hits" role="listbox" aria-label="Results" x-show="phase === 'found'">
      <template x-for="(hit, index) in find.hits" :key="hit.id">
        <a
          class="hit"
          role="option"
          tabindex="-1"
          :id="idOf(index)"
          :href="hrefOf(hit)"
          :aria-selected="isActive(index)"
          @click="go($event, hit)"
          @pointermove="point(index)"
        >
          <span class="avatar" :class="hit.avatar" x-text="hit.initial" aria-hidden="true"></span>
          <span class="hit-words">
            <span class="hit-head">
              <span class="hit-author" dir="auto" x-text="hit.author"></span>
              <span class="hit-room" dir="auto" x-text="hit.chat"></span>
              <time class="hit-time" :datetime="hit.datetime" x-text="hit.time"></time>
            </span>
            <span class="hit-text" dir="auto">
              <template x-for="(piece, at) in hit.excerpt" :key="at">
                <span :class="piece.is_hit ? 'is-hit' : ''" x-text="piece.text"></span>
              </template>
            </span>
          </span>
          <template x-if="hit.is_image">
            <span class="hit-thumb">
              <template x-if="hit.image_url">
                <img
                  :src="hit.image_url"
                  alt="Picture"
                  width="48"
                  height="48"
                  loading="lazy"
                  decoding="async"
                  @error="hide($event)"
                />
              </template>
              <template x-if="!hit.image_url">
                <span class="hit-no-image">${icon('image')}</span>
              </template>
            </span>
          </template>
        </a>
      </template>
    </div>
  `;
}

/** What stands there where there are no hits, or below the last of them. */
function states(): Html {
  return html`
    <div class="search-word" x-show="phase === 'start'">
      <p>Finds what was said and every prompt, in all your rooms.</p>
      <p class="search-hint">Words in quotation marks stand side by side: “low sun”.</p>
    </div>
    <div class="search-shapes" x-show="phase === 'slow'" aria-hidden="true">
      <span></span>
      <span></span>
      <span></span>
    </div>
    <div class="search-word" x-show="phase === 'none'">
      <p x-text="nothing"></p>
      <button class="button" type="button" x-show="narrowed" @click="everywhere">
        Search everywhere
      </button>
    </div>
    <div class="search-word" role="alert" x-show="phase === 'failed'">
      <p x-text="find.failure"></p>
      <button class="button" type="button" @click="again">${icon('again', 16)}Try again</button>
    </div>
    <div class="search-more" x-show="phase === 'found' && find.moreFailure">
      <span x-text="find.moreFailure"></span>
      <button class="button is-small" type="button" @click="more">Try again</button>
    </div>
  `;
}
