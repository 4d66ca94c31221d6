import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** What goes with the prompt: in one line, and opened word by word, each with its own way out. */
export function promptAdditions(place: 'composer' | 'form'): Html {
  return html`
    <div
      class="additions"
      x-data="promptAdditions('${place}')"
      :hidden="!shown"
      :data-open="opened"
      @sent.window="open = false"
      hidden
    >
      <button
        class="additions-line"
        type="button"
        aria-controls="additions-${place}"
        :aria-expanded="opened"
        @click="toggle"
      >
        <span class="additions-lead" x-text="lead"></span>
        <span class="additions-chips">
          <template x-for="(addition, index) in added" :key="index">
            <span class="addition-chip" dir="auto" x-text="addition.chip"></span>
          </template>
        </span>
        ${icon('chevron-down', 16)}
      </button>
      <template x-if="open">
        <div class="additions-list" id="additions-${place}">
          <template x-for="(addition, index) in added" :key="index">
            <div class="addition">
              <div class="addition-words">
                <span class="addition-kind" dir="auto" x-text="addition.title"></span>
                <p dir="auto" x-show="addition.words" x-text="addition.words"></p>
                <p class="addition-out" x-show="addition.leaves_out">
                  Leaves out: <span dir="auto" x-text="addition.leaves_out"></span>
                </p>
              </div>
              <button
                class="icon-button is-small"
                type="button"
                title="Leave out this time"
                x-show="canLeave(addition)"
                :aria-label="leaveLabel(addition)"
                @click="leave(addition)"
              >
                ${icon('close', 16)}
              </button>
            </div>
          </template>
          <template x-for="(one, index) in notAdded" :key="index">
            <div class="addition is-not">
              <p class="addition-words" dir="auto" x-text="one.words"></p>
              <button
                class="text-button"
                type="button"
                x-show="canBring(one)"
                @click="bring(one)"
              >
                Put back
              </button>
            </div>
          </template>
          <div class="addition is-whole" x-show="composed">
            <div class="addition-words">
              <span class="addition-kind" x-text="composedTitle"></span>
              <p class="addition-composed" dir="auto" x-text="composed"></p>
              <p class="addition-out" dir="auto" x-show="composedNegative" x-text="composedNegative"></p>
            </div>
          </div>
          <div class="additions-switch">
            <span id="additions-switch-${place}">Add what the room keeps</span>
            <button class="text-button additions-room" type="button" @click="toRoom">
              Edit in Room
            </button>
            <button
              class="toggle"
              type="button"
              role="switch"
              aria-labelledby="additions-switch-${place}"
              :aria-checked="isOn"
              @click="flip"
            >
              <span class="toggle-thumb"></span>
            </button>
          </div>
        </div>
      </template>
    </div>
  `;
}
