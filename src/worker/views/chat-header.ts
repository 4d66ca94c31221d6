import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';
import { peopleList } from './people-list.ts';

/** Above the conversation: which chat it is, who is here, and what can be done with the chat. */
export function chatHeader(chat: { id: string; name: string } | null): Html {
  return html`
    <header class="header" x-data="chatHeader" :data-bare="!$store.chat.id" data-bare="${chat ? 'false' : 'true'}">
      <a
        class="icon-button header-back"
        href="/"
        aria-label="All rooms"
        x-show="$store.chats.list.length > 0 || isLost"
        @click="goHome($event)"
      >
        ${icon('chevron-left', 24)}
        <span class="count" :class="isElsewhereForMe ? 'is-for-me' : ''" x-show="elsewhere" x-cloak>
          <span x-text="elsewhere"></span>
          <span class="sr-only">unread</span>
        </span>
      </a>
      <button
        class="icon-button header-drawer"
        type="button"
        aria-label="Rooms"
        :aria-expanded="$store.ui.drawer"
        @click="openDrawer"
      >
        ${icon('menu', 20)}
      </button>
      <div class="header-words" x-show="$store.chat.id" ${chat ? '' : 'x-cloak'}>
        <h1 class="header-title" dir="auto" x-text="$store.chat.name">${chat?.name ?? ''}</h1>
        <div class="header-here" x-data="peopleList">
          <button
            class="header-people"
            type="button"
            popovertarget="people"
            x-ref="button"
            x-show="hereText"
            :title="hereNames"
          >
            <span class="avatars" aria-hidden="true">
              <template x-for="person in faces" :key="person.id">
                <span class="avatar is-small" :class="person.avatar" x-text="person.initial"></span>
              </template>
            </span>
            <span class="header-note" x-text="hereText"></span>
            <span class="sr-only" x-text="hereNames"></span>
          </button>
          ${peopleList()}
        </div>
      </div>
      <div class="header-actions" x-show="$store.chat.id" ${chat ? '' : 'x-cloak'}>
        <button
          class="icon-button"
          type="button"
          aria-label="Search in this room"
          x-show="!isLost"
          title="Search in this room"
          aria-haspopup="dialog"
          @click="search"
        >
          ${icon('search', 20)}
        </button>
        <div
          class="menu-place"
          x-data="menu"
          x-show="!isLost"
          @keydown.escape.stop="close"
          @click.outside="close"
        >
          <button
            class="icon-button"
            type="button"
            aria-label="Room menu"
            x-ref="button"
            :aria-expanded="expanded"
            @click="toggle"
          >
            ${icon('more', 20)}
          </button>
          <div
            class="menu"
            x-show="open"
            x-cloak
            @keydown="onKey($event)"
            @click.capture="choose($event)"
          >
            <button class="menu-item" type="button" @click="copyInvite">
              ${icon('link', 16)}Copy invite link
            </button>
            <button class="menu-item" type="button" @click="rename">
              ${icon('pencil', 16)}Rename room
            </button>
            <button class="menu-item" type="button" @click="exportChat">
              ${icon('download', 16)}Export
            </button>
            <template x-if="owned">
              <div>
                <div class="menu-line"></div>
                <button class="menu-item is-bad" type="button" @click="deleteChat">
                  ${icon('trash', 16)}Delete room
                </button>
              </div>
            </template>
          </div>
        </div>
        <button
          class="icon-button"
          type="button"
          id="panel-toggle"
          aria-label="Panel"
          title="Create and gallery"
          :aria-expanded="panelOpen"
          @click="togglePanel"
        >
          <span class="on-wide">${icon('panel', 20)}</span>
          <span class="on-phone">${icon('sliders', 20)}</span>
        </button>
      </div>
    </header>
  `;
}
