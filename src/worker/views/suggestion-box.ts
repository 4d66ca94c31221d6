import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Asks for a richer prompt. Its place is kept, so that nothing moves when it comes. */
export function expandButton(place: 'composer' | 'form'): Html {
  return html`
    <button
      class="button is-small is-quiet expand-button"
      type="button"
      x-data="expandButton('${place}')"
      :data-shown="isShown"
      data-shown="false"
      :aria-disabled="isOff"
      aria-label="Expand the prompt"
      @click="ask"
    >
      ${icon('expand', 16)}
      <span class="expand-words" aria-hidden="true">Expand</span>
    </button>
  `;
}

/** What a language model suggests as the prompt; the words are the client's, and so is when it comes. */
export function suggestionBox(place: 'composer' | 'form'): Html {
  return html`
    <template x-data="suggestionPlace('${place}')" x-if="isHere">
      <div
        class="suggestion"
        x-data="suggestionBox"
        role="group"
        :aria-label="title"
        @keydown.escape="escape($event)"
      >
      <template x-for="picture in pictures" :key="picture">
        <img class="suggestion-picture" :src="picture" alt="" width="44" height="44" />
      </template>
      <div class="suggestion-said">
        <p class="suggestion-head">
          <span class="suggestion-title" x-text="title"></span>
          <span class="suggestion-aside" dir="auto" x-text="aside"></span>
        </p>
        <p class="suggestion-words" dir="auto" :hidden="hasFailed">
          <template x-for="part in parts" :key="part.key">
            <span :class="part.look" x-text="part.text"></span>
          </template>
          <span class="suggestion-waiting" x-text="waiting"></span>
        </p>
        <p class="suggestion-problem" role="alert" :hidden="!hasFailed" x-text="problem"></p>
      </div>
      <div class="suggestion-deeds">
        <button
          class="button is-small"
          type="button"
          :hidden="hasFailed"
          :disabled="!isReady"
          x-text="takeWords"
          @click="take"
        ></button>
        <button class="button is-small" type="button" :hidden="!hasFailed" @click="again">
          Try again
        </button>
        <button class="button is-small is-quiet" type="button" @click="dismiss">Dismiss</button>
      </div>
      </div>
    </template>
  `;
}
