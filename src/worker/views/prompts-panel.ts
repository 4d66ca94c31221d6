import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import { icon, type IconName } from './icons.ts';
import type { Html } from './page-frame.ts';
import { promptRow } from './prompt-row.ts';

/** The prompts of the room, one's own of all rooms, and those that are kept. Its script comes late. */
export function promptsPanel(): Html {
  return html`
    <div
      class="prompts"
      id="panel-prompts"
      role="tabpanel"
      aria-labelledby="tab-prompts"
      x-data="latePrompts"
      x-show="$store.ui.panel === 'prompts'"
      x-cloak
    >
      <template x-if="ready">
        <div class="prompts-part" x-data="promptsPanel" @keydown="onKey($event)">
          ${head()}
          <div class="prompts-list" x-ref="list" @scroll.passive="scrolled">
            <h2 class="prompts-title" x-show="hasHeads && shownLibrary.length > 0">Library</h2>
            <template x-for="row in shownLibrary" :key="row.key">${promptRow()}</template>
            <h2 class="prompts-title" x-show="hasHeads && past.length > 0">Asked here</h2>
            <template x-for="row in past" :key="row.key">${promptRow()}</template>
            ${states()}
          </div>
          ${menu()}
        </div>
      </template>
    </div>
  `;
}

function head(): Html {
  return html`
    <div class="prompts-head">
      <div class="prompts-search">
        ${icon('search')}
        <input
          class="input"
          type="search"
          aria-label="Search prompts"
          placeholder="Search prompts"
          maxlength="${limits.searchLength}"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="search"
          dir="auto"
          x-ref="field"
          x-model="text"
        />
      </div>
      <div class="chips" role="radiogroup" aria-label="Which prompts">
        ${scope('room', 'This room')} ${scope('mine', 'Mine, everywhere')} ${scope('kept', 'Kept')}
      </div>
      <div class="prompts-tags" role="group" aria-label="Tags" x-show="tags.length > 0">
        <template x-for="tag in tags" :key="tag">
          <button
            class="prompts-tag"
            type="button"
            :aria-pressed="isTag(tag)"
            @click="chooseTag(tag)"
            x-text="tag"
          ></button>
        </template>
      </div>
    </div>
  `;
}

function scope(name: 'room' | 'mine' | 'kept', words: string): Html {
  return html`
    <button
      class="chip"
      type="button"
      role="radio"
      :aria-checked="isScope('${name}')"
      @click="choose('${name}')"
    >
      ${name === 'kept' ? icon('keep', 16) : ''}${words}
    </button>
  `;
}

/** What stands there where there are no prompts, or below the last of them. */
function states(): Html {
  return html`
    <div class="prompts-shapes" x-show="prompts.slow && past.length === 0" aria-hidden="true">
      <span></span>
      <span></span>
      <span></span>
    </div>
    <div class="prompts-empty" x-show="empty !== null">
      <p x-text="none.emptyWords(empty)"></p>
      <button
        class="button is-small"
        type="button"
        x-show="empty === 'room' || empty === 'mine'"
        @click="toCreate"
      >
        Make a picture
      </button>
      <button class="button is-small" type="button" x-show="empty === 'kept'" @click="toRoom">
        Prompts of this room
      </button>
      <button
        class="button is-small"
        type="button"
        x-show="empty === 'searched' && prompts.scope === 'room' && chosenTag === null"
        @click="everywhere"
      >
        Search mine, everywhere
      </button>
      <button
        class="button is-small"
        type="button"
        x-show="empty === 'searched' && (prompts.scope !== 'room' || chosenTag !== null)"
        @click="clear"
      >
        Show all
      </button>
    </div>
    <div class="prompts-empty" role="alert" x-show="none.failure">
      <p x-text="none.failure"></p>
      <button class="button is-small" type="button" @click="again">${icon('again', 16)}Try again</button>
    </div>
    <button
      class="button is-small prompts-more"
      type="button"
      x-show="prompts.next !== null && prompts.scope !== 'kept' && chosenTag === null"
      :disabled="prompts.loadingMore"
      @click="more"
    >
      Show more
    </button>
  `;
}

function menu(): Html {
  return html`
    <div
      class="menu message-menu"
      popover
      role="menu"
      aria-label="With this prompt"
      x-ref="menu"
      @toggle="menuToggled($event)"
      @keydown="onMenuKey($event)"
      @click.capture="closeMenu"
    >
      <template x-for="row in menuRows" :key="row.key">
        <div>
          ${item('reuse', 'Use all settings', 'useAll(row)', 'row.place')}
          ${item('image', 'Show its pictures', 'showPictures(row)', 'canShow(row)')}
          ${item('copy', 'Copy', 'copy(row)')}
          <div class="menu-line"></div>
          ${item('keep', 'Keep', 'keep(row)', "row.kind !== 'kept'")}
          ${item('users', 'Share with the room', 'share(row)', "row.kind !== 'shared'")}
          ${item('pencil', 'Change or remove', 'change(row)', "row.kind !== 'past' && row.id")}
        </div>
      </template>
    </div>
  `;
}

/** @param shown the expression that says whether it is there; without one it always is */
function item(drawing: IconName, words: string, deed: string, shown = 'true'): Html {
  return html`
    <button class="menu-item" type="button" role="menuitem" x-show="${shown}" @click="${deed}">
      ${icon(drawing, 16)}${words}
    </button>
  `;
}
