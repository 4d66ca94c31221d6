import { html } from 'hono/html';
import { icon } from './icons.ts';
import { messageEntry } from './message-entry.ts';
import type { Html } from './page-frame.ts';

const examples = [
  { image: 'desert', prompt: 'A desert at noon seen from very far away, one small white sun' },
  {
    image: 'courtyard',
    prompt: 'A terracotta courtyard with one arch and a ball resting in the shade',
  },
  { image: 'tiles', prompt: 'A wall of hand painted tiles in blue, rust and ochre' },
] as const;

/** Everything that was said and made, oldest first. */
export function conversation(): Html {
  return html`
    <div
      class="scroller"
      x-ref="scroller"
      tabindex="0"
      role="log"
      aria-label="Conversation"
      :data-selecting="$store.selection.on"
      @scroll.passive="onScroll"
    >
      <div class="column" x-ref="column">
        ${skeleton()} ${emptyChat()}
        <div class="older" :hidden="!$store.chat.hasOlder" hidden>
          <button
            class="button is-small"
            type="button"
            @click="loadOlder"
            :disabled="$store.chat.loadingOlder"
          >
            Earlier messages
          </button>
        </div>
        <div x-ref="above"></div>
        <template x-for="item in visible" :key="item.key">
          ${messageEntry()}
        </template>
        <div x-ref="below"></div>
      </div>
    </div>
  `;
}

/** The shapes of what comes, still, and only if it takes a while. */
function skeleton(): Html {
  const lines = html`
    <div class="skeleton-entry">
      <span class="skeleton-avatar"></span>
      <span class="skeleton-name"></span>
      <span class="skeleton-line"></span>
    </div>
  `;
  return html`
    <div class="skeleton" :hidden="$store.chat.loaded" aria-hidden="true">
      ${lines}
      <div class="skeleton-entry">
        <span class="skeleton-avatar"></span>
        <span class="skeleton-name"></span>
        <span class="skeleton-image"></span>
      </div>
      ${lines}
    </div>
  `;
}

function emptyChat(): Html {
  return html`
    <div class="empty-chat" :hidden="!empty" hidden>
      <h2 class="plain-title">Start with a picture</h2>
      <p class="plain-text">
        Write what you want to see and everybody in the room watches it develop. Or take one of
        these to begin with.
      </p>
      <div class="examples">
        ${examples.map(
          ({ image, prompt }) => html`
            <button class="example" type="button" @click="useExample($event)">
              <img
                class="example-image"
                src="/examples/${image}.svg"
                alt=""
                width="220"
                height="164"
              />
              <span class="example-text">${prompt}</span>
            </button>
          `,
        )}
      </div>
      <div class="empty-invite">
        ${icon('users')}
        <span>It is better with company.</span>
        <button class="button is-small" type="button" @click="copyInvite">
          ${icon('link', 16)}Copy invite link
        </button>
      </div>
    </div>
  `;
}
