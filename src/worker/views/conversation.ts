import { html } from 'hono/html';
import { icon } from './icons.ts';
import { imageFigure } from './image-figure.ts';
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
        <template x-for="item in $store.chat.items" :key="item.key">
          <article class="entry" :class="{ 'is-headed': item.headed }" :data-key="item.key">
            <template x-if="item.day">
              <div class="separator"><span x-text="item.day"></span></div>
            </template>
            <template x-if="item.unseen">
              <div class="separator is-new"><span>New</span></div>
            </template>
            <div class="entry-body">
              <template x-if="item.headed">
                <span
                  class="avatar entry-avatar"
                  :class="item.avatar"
                  x-text="item.initial"
                  aria-hidden="true"
                ></span>
              </template>
              <template x-if="item.headed">
                <header class="entry-head">
                  <span class="entry-author" dir="auto" x-text="item.author"></span>
                  <time class="entry-time" :datetime="item.datetime" x-text="item.time"></time>
                </header>
              </template>
              <template x-if="item.text">
                <p
                  class="entry-text"
                  dir="auto"
                  :class="{ 'is-sending': item.sending }"
                  x-text="item.text"
                ></p>
              </template>
              <template x-if="item.refusal">
                <div class="refusal" role="alert">
                  ${icon('alert', 16)}
                  <span class="refusal-text" x-text="item.refusal"></span>
                  <button class="button is-small" type="button" @click="tryAgain(item)">
                    Try again
                  </button>
                  <button class="button is-small is-quiet" type="button" @click="takeBack(item)">
                    Edit
                  </button>
                </div>
              </template>
              <template x-for="(image, index) in item.images" :key="index">
                ${imageFigure()}
              </template>
            </div>
          </article>
        </template>
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
