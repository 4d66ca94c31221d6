import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Who is in the chat: those who have it open first. Lies under the button that opens it. */
export function peopleList(): Html {
  return html`
    <div
      class="people"
      id="people"
      role="dialog"
      aria-label="People"
      popover="auto"
      x-ref="list"
      @beforetoggle="place"
      @toggle="toggled($event)"
    >
      <div class="people-head">
        <h2 class="people-title">People</h2>
        <button class="icon-button" type="button" aria-label="Close" @click="hide">
          ${icon('close', 20)}
        </button>
      </div>
      <ul class="people-rows" tabindex="-1" x-ref="rows">
        <template x-for="person in people" :key="person.id">
          <li class="person">
            <span class="person-face" aria-hidden="true">
              <span class="avatar" :class="person.avatar" x-text="person.initial"></span>
              <span class="person-dot" x-show="person.here"></span>
            </span>
            <span class="person-words">
              <span class="person-name">
                <span class="person-called" dir="auto" x-text="person.name"></span>
                <span class="person-mark" x-show="person.mark" x-text="person.mark"></span>
              </span>
              <span class="person-seen" x-show="person.seen" x-text="person.seen"></span>
            </span>
          </li>
        </template>
      </ul>
      <div class="people-foot">
        <button class="button" type="button" @click="invite">${icon('link', 16)}Copy invite link</button>
      </div>
    </div>
  `;
}
