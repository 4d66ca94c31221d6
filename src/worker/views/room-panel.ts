import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';
import { roomCard } from './room-card.ts';

/** What the room adds to everybody's prompts, written by its members in place; and how it came to be so. */
export function roomPanel(): Html {
  return html`
    <div
      class="room"
      id="panel-room"
      role="tabpanel"
      aria-labelledby="tab-room"
      x-data="lateRoom"
      x-show="$store.ui.panel === 'room'"
      x-cloak
    >
      <template x-if="ready">
        <div class="room-scroll" x-data="roomPanel">
          <div class="room-head">
            <p class="room-intro" x-show="!showsHistory">
              What everybody’s prompts get from this room. All of you write here.
            </p>
            <h2 class="room-intro" x-show="showsHistory">Latest changes</h2>
            <button
              class="text-button room-history-switch"
              type="button"
              @click="toggleHistory"
            >
              ${icon('reuse', 16)}<span x-text="showsHistory ? 'Back' : 'History'">History</span>
            </button>
          </div>
          <div class="room-sections" x-show="!showsHistory">
            <template x-for="section in sections" :key="section.kind">${sectionOf()}</template>
          </div>
          <template x-if="showsHistory">${history()}</template>
        </div>
      </template>
    </div>
  `;
}

function sectionOf(): Html {
  return html`
    <section
      class="room-section"
      :data-section="section.kind"
      :aria-labelledby="'room-' + section.kind"
    >
      <div class="room-section-head">
        <h3 class="field-label" :id="'room-' + section.kind" x-text="section.title"></h3>
        <span class="field-note" x-text="section.note"></span>
        <button
          class="icon-button is-small room-add"
          type="button"
          :aria-label="section.add"
          :title="section.add"
          :disabled="!canWrite"
          @click="begin(section, false)"
        >
          ${icon('plus', 16)}
        </button>
      </div>
      <template x-for="card in section.cards" :key="card.key">${roomCard()}</template>
      <button
        class="room-example"
        type="button"
        x-show="section.cards.length === 0 && canWrite"
        @click="begin(section, true)"
      >
        <span class="room-example-sign">For example</span>
        <span class="room-example-words" x-text="section.example_words"></span>
      </button>
    </section>
  `;
}

function history(): Html {
  return html`
    <div class="room-history" x-data="roomHistory">
      <p class="field-note" role="status" x-text="emptyText" x-show="emptyText"></p>
      <ol class="room-changes" aria-label="Latest changes">
        <template x-for="line in lines" :key="line.key">
          <li class="room-change">
            <div class="room-change-head">
              <p class="room-change-deed" dir="auto" x-text="sentence(line)"></p>
              <button
                class="button is-small"
                type="button"
                x-show="line.back"
                :aria-label="backLabel(line)"
                @click="bringBack(line)"
                x-text="line.back_words"
              ></button>
            </div>
            <template x-for="part in line.parts" :key="part.label">
              <div class="room-change-part" dir="auto">
                <span class="room-change-label" x-text="part.label"></span>
                <del x-show="part.before" x-text="part.before"></del>
                <ins x-show="part.after" x-text="part.after"></ins>
              </div>
            </template>
            <p class="field-note" x-text="when(line)"></p>
          </li>
        </template>
      </ol>
    </div>
  `;
}
