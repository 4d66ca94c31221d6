import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/**
 * A drafted prompt in the conversation: its words, the messages that it was drafted from, and what
 * can be done with it. `item` is the `ConversationItem`.
 */
export function proposalCard(): Html {
  return html`
    <section
      class="proposal"
      x-data="proposalCard(item.proposal)"
      x-effect="follow(item)"
      :data-status="item.proposal.status"
      :data-editing="editing"
      :aria-label="item.proposal.title"
      :aria-busy="item.proposal.status === 'writing'"
    >
      <p class="proposal-title">
        ${icon('message', 16)}
        <span class="proposal-words" dir="auto" x-text="item.proposal.title"></span>
        <span class="proposal-changed" dir="auto" x-text="item.proposal.changed"></span>
      </p>
      <div class="proposal-place" :style="placeStyle">
        <template x-if="!editing">
          <button
            class="proposal-text"
            type="button"
            dir="auto"
            title="Change the words"
            :disabled="!canChange(item)"
            @click="edit(item)"
            x-text="item.proposal.text"
          ></button>
        </template>
        <template x-if="editing">
          <textarea
            class="proposal-text proposal-field"
            rows="1"
            dir="auto"
            aria-label="Prompt"
            x-model="words"
            @input="fit"
            @blur="save(item)"
            @keydown="onKey($event, item)"
          ></textarea>
        </template>
        <p class="composer-problem" role="status" x-show="problem" x-text="problem" x-cloak></p>
        <div class="proposal-notes">
          <p dir="auto" x-show="addedWords(item)" x-text="addedWords(item)"></p>
          <p x-show="item.proposal.note" x-text="item.proposal.note"></p>
        </div>
      </div>
      ${receipt()} ${actions()}
    </section>
  `;
}

/** The messages that it was drafted from: on one line, and opened all of them. */
function receipt(): Html {
  return html`
    <div class="receipt">
      <button
        class="receipt-line"
        type="button"
        :aria-expanded="listedWords"
        :aria-controls="listId(item)"
        @click="toggleList"
      >
        <span class="receipt-faces" aria-hidden="true">
          <template x-for="face in item.proposal.faces" :key="face.id">
            <span class="avatar is-small" :class="face.avatar" x-text="face.initial"></span>
          </template>
        </span>
        <span
          class="receipt-words"
          :class="{ 'is-mine': item.proposal.mine }"
          dir="auto"
          x-text="item.proposal.receipt"
        ></span>
        ${icon('chevron-down', 16)}
      </button>
      <ul class="receipt-list" :id="listId(item)" :hidden="!listed">
        <template x-for="source in item.proposal.sources" :key="source.message_id">
          <li class="receipt-item">
            <button
              class="receipt-source"
              type="button"
              data-do="quote"
              :data-value="source.message_id"
              :disabled="!source.there"
            >
              <span
                class="avatar is-small"
                :class="source.avatar"
                x-text="source.initial"
                aria-hidden="true"
              ></span>
              <span class="receipt-author" dir="auto" x-show="!source.taken_out" x-text="source.author"></span>
              <span
                class="receipt-excerpt"
                dir="auto"
                :class="{ 'is-out': source.taken_out }"
                x-text="source.taken_out || source.excerpt"
              ></span>
            </button>
            <template x-if="source.can_take_out">
              <button
                class="button is-small receipt-out"
                :class="{ 'is-quiet': !source.mine }"
                type="button"
                :aria-label="takeOutLabel(source)"
                @click="takeOut(item, source)"
                x-text="takeOutWords(source)"
              ></button>
            </template>
          </li>
        </template>
      </ul>
    </div>
  `;
}

/** A press on them does not take the focus from words that are being changed. */
function actions(): Html {
  return html`
    <div class="proposal-actions" @mousedown.prevent>
      <button
        class="button is-small"
        :class="{ 'is-primary': item.proposal.status !== 'used' }"
        type="button"
        :disabled="!canMake(item)"
        @click="make(item, $event)"
        x-text="makeWords"
      ></button>
      <button
        class="button is-small is-quiet"
        type="button"
        :disabled="!canMake(item)"
        @click="use(item)"
      >
        Use in form
      </button>
      <span class="proposal-cost">
        <span class="proposal-with" x-text="withWords"></span>
        <span class="cost-would" x-show="wouldCost">would cost</span>
        <span x-text="cost"></span>
      </span>
    </div>
  `;
}
