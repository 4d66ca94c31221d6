import { html } from 'hono/html';
import type { Person } from '../../protocol/http.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** My chats at the left; below 1100 pixels a drawer, below 720 a screen of its own. */
export function chatSidebar(person: Person): Html {
  return html`
    <aside class="sidebar" x-data="sidebar" aria-label="Rooms">
      <div class="sidebar-head">
        <a class="brand" href="/" @click="goHome($event)">
          <span class="brand-light"></span>
          Darkroom
        </a>
        <button
          class="icon-button"
          type="button"
          aria-label="New room"
          title="New room"
          @click="createChat"
        >
          ${icon('plus')}
        </button>
      </div>
      <button class="sidebar-action" type="button" aria-haspopup="dialog" @click="search">
        ${icon('search')}
        <span>Search</span>
        <kbd class="key" aria-hidden="true" x-text="searchKey">Ctrl K</kbd>
      </button>
      <h2 class="sidebar-label">Rooms</h2>
      <nav class="sidebar-list" aria-label="Rooms">
        <template x-for="chat in $store.chats.list" :key="chat.id">
          <a
            class="chat-row"
            :href="hrefOf(chat)"
            :aria-current="isOpen(chat) ? 'page' : 'false'"
            :data-unread="isUnread(chat)"
            @click="go($event, chat)"
          >
            <span class="chat-thumb">
              <template x-if="thumbOf(chat)">
                <img
                  :src="thumbOf(chat)"
                  alt=""
                  width="40"
                  height="40"
                  loading="lazy"
                  decoding="async"
                  @error="hide($event)"
                />
              </template>
              <template x-if="!thumbOf(chat)">
                <span class="chat-thumb-empty">${icon('image')}</span>
              </template>
            </span>
            <span class="chat-words">
              <span class="chat-name" dir="auto" x-text="nameOf(chat)"></span>
              <span class="chat-line" dir="auto" x-text="lineOf(chat)"></span>
            </span>
            <span class="count" :class="isForMe(chat) ? 'is-for-me' : ''" x-show="isUnread(chat)">
              <span x-text="countOf(chat)"></span>
              <span class="sr-only">unread</span>
            </span>
          </a>
        </template>
        <p class="sidebar-empty" x-show="$store.chats.list.length === 0" x-cloak>No rooms yet.</p>
      </nav>
      <div class="sidebar-foot">
        <span class="avatar" :class="avatar" x-text="initial" aria-hidden="true"></span>
        <span class="sidebar-me" dir="auto" x-text="$store.chats.me.name">${person.name}</span>
        <div class="menu-place" x-data="menu" @keydown.escape.stop="close" @click.outside="close">
          <button
            class="icon-button"
            type="button"
            aria-label="Settings"
            x-ref="button"
            :aria-expanded="expanded"
            @click="toggle"
          >
            ${icon('settings')}
          </button>
          <div
            class="menu is-up"
            x-show="open"
            x-cloak
            @keydown="onKey($event)"
            @click.capture="choose($event)"
          >
            <button class="menu-item" type="button" @click="changeName">
              ${icon('pencil', 16)}Change my name
            </button>
            <button class="menu-item is-for-keys" type="button" @click="showKeys">
              ${icon('keyboard', 16)}Keyboard shortcuts
              <kbd class="key" aria-hidden="true">?</kbd>
            </button>
            <div class="menu-line"></div>
            <p class="menu-label" id="theme-label">Theme</p>
            <div class="switch is-wide" role="radiogroup" aria-labelledby="theme-label">
              <button
                class="switch-option"
                type="button"
                role="radio"
                :aria-checked="isTheme('system')"
                @click="chooseTheme('system')"
              >
                System
              </button>
              <button
                class="switch-option"
                type="button"
                role="radio"
                :aria-checked="isTheme('dark')"
                @click="chooseTheme('dark')"
              >
                Dark
              </button>
              <button
                class="switch-option"
                type="button"
                role="radio"
                :aria-checked="isTheme('light')"
                @click="chooseTheme('light')"
              >
                Light
              </button>
            </div>
          </div>
        </div>
      </div>
    </aside>
  `;
}
