import { html } from 'hono/html';
import { icon } from './icons.ts';
import { imageFigure } from './image-figure.ts';
import { imageSet } from './image-set.ts';
import type { Html } from './page-frame.ts';
import { proposalCard } from './proposal-card.ts';

/**
 * One entry of the conversation; `item` is its `ConversationItem`. What is done on it is heard by the
 * log: an element says with `data-do` what a click on it does.
 */
export function messageEntry(): Html {
  return html`
    <article
      class="entry"
      tabindex="-1"
      :class="{
        'is-headed': item.headed,
        'is-for-me': item.mentions_me,
        'is-target': item.set === null && item.message_id !== null && item.message_id === $store.chat.target,
      }"
      :data-key="item.key"
      :data-choosable="item.can_draft"
      :data-chosen="isChosen(item)"
    >
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
        <template x-if="item.quote">${quote()}</template>
        <template x-if="item.text && !item.proposal">
          <div
            class="entry-text"
            dir="auto"
            :class="{ 'is-sending': item.state === 'sending' }"
            x-message-text="item"
          ></div>
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
        <template x-if="item.proposal">${proposalCard()}</template>
        <template x-if="item.set">${imageSet()}</template>
        <template x-for="image in single(item)" :key="image.key">${imageFigure()}</template>
        <template x-if="item.images.length === 0 && item.reactions.length > 0">
          ${reactions()}
        </template>
      </div>
    </article>
  `;
}

/** What the message answers, on one line. */
function quote(): Html {
  return html`
    <button
      class="quote"
      type="button"
      data-do="quote"
      :data-value="item.quote.message_id"
      :disabled="item.quote.deleted"
      x-quote="item.quote"
    ></button>
  `;
}

function reactions(): Html {
  return html`
    <div class="reactions" role="group" aria-label="Reactions">
      <template x-for="given in item.reactions" :key="given.reaction">
        <button
          class="reaction"
          type="button"
          data-do="reaction"
          :data-value="given.reaction"
          :aria-pressed="given.mine"
          :title="given.names.join(', ')"
        >
          <span class="reaction-sign" x-text="given.reaction"></span>
          <span class="reaction-count" x-text="given.count"></span>
          <span class="sr-only" x-text="given.names.join(', ')"></span>
        </button>
      </template>
      <button class="reaction is-more" type="button" data-do="react" aria-label="Add a reaction">
        ${icon('react', 16)}
      </button>
    </div>
  `;
}
