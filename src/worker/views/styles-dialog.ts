import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** All styles, with pictures; on a phone it comes from the lower edge. */
export function stylesDialog(): Html {
  return html`
    <dialog
      class="dialog is-styles"
      x-data="dialogBox('styles')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-labelledby="title-styles"
    >
      <template x-if="ready">
        <div class="styles" x-data="stylesDialog" :data-writing="writing">
          ${picker()} ${form()}
        </div>
      </template>
    </dialog>
  `;
}

function picker(): Html {
  return html`
    <div class="styles-pick" x-show="!writing">
      <div class="styles-head">
        <h2 class="dialog-title" id="title-styles" tabindex="-1" autofocus x-ref="title">Styles</h2>
        <div class="styles-search">
          ${icon('search', 16)}
          <input
            class="styles-field"
            type="search"
            aria-label="Search styles"
            placeholder="Search"
            autocomplete="off"
            spellcheck="false"
            x-ref="search"
            x-model="search"
            @keydown="onSearchKey($event)"
          />
        </div>
        <button class="icon-button" type="button" aria-label="Close" @click="close">
          ${icon('close', 20)}
        </button>
      </div>
      <div class="styles-list" x-ref="list" @keydown="onKey($event)">
        <template x-for="group in groups" :key="group.title">
          <section role="group" :aria-label="group.title">
            <h3 class="styles-kind" x-text="group.title"></h3>
            <ul class="style-tiles">
              <template x-for="style in group.styles" :key="style.key">${tile()}</template>
            </ul>
          </section>
        </template>
        <p class="styles-note" x-show="isNothing" x-text="nothingWords"></p>
        <p class="styles-note" x-show="mineFailure">
          Your own styles could not be read. <span x-text="mineFailure"></span>
        </p>
      </div>
      <div class="styles-foot">
        <p class="styles-words" aria-live="off">
          <span class="styles-looked" dir="auto" x-text="wordsTitle"></span>
          <span :class="refusal ? 'is-refusal' : ''" dir="auto" x-text="words"></span>
        </p>
        <p class="sr-only" role="status" x-text="refusal"></p>
        <div class="form-actions">
          <button class="button is-primary" type="button" @click="close">Done</button>
          <button class="button is-quiet" type="button" x-show="hasAny" @click="clear">
            Take all off
          </button>
          <button class="button is-quiet styles-save" type="button" @click="write">
            ${icon('plus', 16)}Save as a style…
          </button>
        </div>
      </div>
    </div>
  `;
}

/** One style; `style` is it. */
function tile(): Html {
  return html`
    <li class="style-item">
      <button
        class="style-tile"
        type="button"
        :aria-pressed="isChosen(style)"
        :aria-description="describe(style)"
        @click="choose(style)"
        @pointerenter="look(style)"
        @focus="look(style)"
      >
        <span class="style-picture">
          <template x-if="style.picture">
            <img
              :src="style.picture"
              alt=""
              width="320"
              height="240"
              loading="lazy"
              decoding="async"
            />
          </template>
          <template x-if="!style.picture">
            <span class="style-initial" x-text="initialOf(style)" aria-hidden="true"></span>
          </template>
          <span class="style-check" aria-hidden="true">${icon('check', 16)}</span>
        </span>
        <span class="style-name" dir="auto" x-text="style.name"></span>
      </button>
      <template x-if="style.of !== 'ours'">
        <button
          class="style-edit"
          type="button"
          :aria-label="editWords(style)"
          @click="edit(style)"
        >
          ${icon('pencil', 16)}
        </button>
      </template>
    </li>
  `;
}

/** The words of a style of one's own, or of the room's. */
function form(): Html {
  return html`
    <form class="styles-form" x-show="writing" @submit.prevent="save" novalidate>
      <h2 class="dialog-title" x-text="formTitle"></h2>
      <div class="field">
        <label class="field-label" for="style-name">Name</label>
        <input
          class="input"
          id="style-name"
          type="text"
          dir="auto"
          autocomplete="off"
          maxlength="${limits.entryNameLength}"
          x-ref="name"
          x-model="name"
          @input="changed"
          :aria-invalid="error === 'name' ? 'true' : 'false'"
          aria-describedby="error-style"
        />
      </div>
      <div class="field">
        <label class="field-label" for="style-words">What it adds to a prompt</label>
        <textarea
          class="input styles-text"
          id="style-words"
          rows="4"
          dir="auto"
          maxlength="${limits.entryTextLength}"
          x-model="text"
          @input="changed"
          :aria-invalid="error === 'words' ? 'true' : 'false'"
          aria-describedby="error-style"
        ></textarea>
      </div>
      <div class="field">
        <div class="field-head">
          <label class="field-label" for="style-leave-out">What it leaves out</label>
          <span class="field-note">optional</span>
        </div>
        <textarea
          class="input styles-text"
          id="style-leave-out"
          rows="2"
          dir="auto"
          maxlength="${limits.entryTextLength}"
          x-model="leave_out"
          @input="changed"
        ></textarea>
      </div>
      <div class="field" x-show="!edited" role="radiogroup" aria-labelledby="style-where">
        <span class="field-label" id="style-where">For</span>
        <div class="switch is-wide">
          <button
            class="switch-option"
            type="button"
            role="radio"
            :aria-checked="isWhere('mine')"
            @click="setWhere('mine')"
          >
            Me, in all rooms
          </button>
          <button
            class="switch-option"
            type="button"
            role="radio"
            :aria-checked="isWhere('room')"
            @click="setWhere('room')"
          >
            Everybody here
          </button>
        </div>
      </div>
      <p class="field-error" id="error-style" role="alert" x-show="failure" x-text="failure"></p>
      <div class="form-actions">
        <button
          class="button is-primary"
          type="submit"
          :disabled="isSaving"
          x-text="saveWords"
        ></button>
        <button class="button is-quiet" type="button" @click="back">Cancel</button>
        <button
          class="button is-bad styles-save"
          type="button"
          x-show="edited"
          :disabled="isSaving"
          @click="remove"
          x-text="deleteWords"
        ></button>
      </div>
    </form>
  `;
}
