import { html } from 'hono/html';
import { icon } from './icons.ts';
import { completionList } from './completion-list.ts';
import { emojiPicker } from './emoji-picker.ts';
import { fromConversation } from './from-conversation.ts';
import { modelPicker } from './model-picker.ts';
import type { Html } from './page-frame.ts';
import { parentChip } from './parent-chip.ts';
import { pictureSources } from './picture-sources.ts';
import { composerPictures } from './picture-strip.ts';
import { promptAdditions } from './prompt-additions.ts';
import { promptNote } from './prompt-note.ts';
import { expandButton, suggestionBox } from './suggestion-box.ts';
import { selectionBar } from './selection-bar.ts';
import { typingRow } from './typing-row.ts';

/** Where messages and prompts are written. The row above it is reserved, so that it never moves. */
export function composer(): Html {
  return html`
    <div class="composer-area" :hidden="isLost">
      <div class="composer-row">
        ${typingRow()} ${fromConversation('composer')}
        <button class="new-pill" type="button" x-show="newText" @click="toBottom" x-cloak>
          ${icon('chevron-down', 16)}
          <span x-text="newText"></span>
        </button>
      </div>
      <form
        class="composer"
        :inert="$store.selection.on"
        x-data="composer"
        @submit.prevent="submit"
        :data-mode="$store.draft.mode"
        data-mode="message"
        :data-expands="expands"
        :data-dropping="$store.ui.dropping === 'composer'"
      >
        ${replyBar()} ${chips()} ${completionList()}
        <label class="sr-only" for="composer-text" x-text="label">Message</label>
        <textarea
          class="composer-text"
          id="composer-text"
          rows="1"
          dir="auto"
          x-ref="text"
          x-model="text"
          :placeholder="placeholder"
          :aria-invalid="problem ? 'true' : 'false'"
          aria-describedby="composer-problem note-composer"
          @keydown="onKey($event)"
        ></textarea>
        ${expandButton('composer')}
        <div class="composer-problem" :hidden="!problem" hidden>
          <p id="composer-problem" role="status" x-text="problem"></p>
          <button
            class="button is-small"
            type="button"
            x-show="asWords"
            x-text="asWords"
            @click="sendWords"
            x-cloak
          ></button>
        </div>
        ${promptNote('composer')} ${suggestionBox('composer')} ${promptAdditions('composer')}
        <div class="composer-settings" x-data="composerSettings" :hidden="!shown" hidden>
          ${modelPicker('word')}
          <span class="pick" x-show="sized">
            <select class="pick-select is-shapes" aria-label="Shape" @change="setShape($event)">
              <template x-for="shape in shapes" :key="shape.ratio">
                <option
                  :value="shape.ratio"
                  :selected="shape.chosen"
                  :data-about="shape.pixels"
                  :style="shape.outline"
                  x-text="shape.name"
                ></option>
              </template>
            </select>
            ${icon('chevron-down', 16)}
          </span>
          <span class="pick">
            <select class="pick-select" aria-label="How many" @change="setCount($event)">
              <template x-for="one in counts" :key="one.count">
                <option :value="one.count" :selected="one.chosen" x-text="one.words"></option>
              </template>
            </select>
            ${icon('chevron-down', 16)}
          </span>
          <span class="composer-cost">
            <span class="cost-would" x-show="wouldCost">would cost</span>
            <span x-text="cost"></span>
          </span>
        </div>
        <div class="switch composer-switch" role="radiogroup" aria-label="What to send">
          <button
            class="switch-option"
            type="button"
            role="radio"
            :aria-checked="isMode('message')"
            aria-checked="true"
            @click="setMode('message')"
          >
            ${icon('message', 16)}Message
          </button>
          <button
            class="switch-option"
            type="button"
            role="radio"
            :aria-checked="isMode('image')"
            aria-checked="false"
            @click="setMode('image')"
          >
            ${icon('image', 16)}Image
          </button>
        </div>
        <div class="composer-send">
          <span class="composer-left" x-show="left" x-cloak>
            <span x-text="left" aria-hidden="true"></span>
            <span class="sr-only" x-text="leftWords"></span>
          </span>
          ${pictureSources()} ${emojiPicker()}
          <button
            class="button send-button"
            type="submit"
            aria-label="Send"
            :hidden="making"
            :disabled="!canSend"
          >
            ${icon('arrow-up')}
          </button>
          <button
            class="button is-primary"
            type="submit"
            :hidden="!making"
            :disabled="!canSend"
            :aria-label="makeWords"
            aria-label="Make picture"
            hidden
          >
            <span x-text="makeVerb">Make</span>
            <span class="make-rest" x-show="makeRest" :data-rest="makeRest" x-text="makeRest">
              picture
            </span>
          </button>
        </div>
      </form>
      ${selectionBar()}
    </div>
  `;
}

/** What the next picture takes further, starts from, and has besides; or the pictures of the message. */
function chips(): Html {
  return html`
    <div class="composer-chips">
      <div class="composer-extras" x-data="composerSettings" :hidden="!hasExtras" hidden>
        ${parentChip()}
        <template x-for="extra in extras" :key="extra.key">
          <button
            class="extra"
            type="button"
            :data-field="extra.field"
            :title="extra.verb"
            @click="forget(extra)"
          >
            <template x-if="extra.picture">
              <img class="chip-thumb" :src="extra.picture" alt="" width="20" height="20" />
            </template>
            <span class="extra-words" dir="auto" x-text="extra.words"></span>
            ${icon('close', 16)}
            <span class="sr-only" x-text="extra.verb"></span>
          </button>
        </template>
      </div>
      ${composerPictures()}
    </div>
  `;
}

/** What the next message answers. */
function replyBar(): Html {
  return html`
    <template x-for="reply in replies" :key="reply.message_id">
      <div class="reply-bar">
        ${icon('reply', 16)}
        <div class="reply-quote" x-quote="reply"></div>
        <button
          class="icon-button is-small"
          type="button"
          aria-label="End the reply"
          @click="endReply"
        >
          ${icon('close', 16)}
        </button>
      </div>
    </template>
  `;
}
