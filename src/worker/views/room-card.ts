import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** One entry of the room's context, changed in place. */
export function roomCard(): Html {
  return html`
    <div
      class="room-card"
      :data-card="card.key"
      :data-off="isSwitched(card) && !card.fields.always"
      :data-state="card.state"
    >
      <template x-if="hasName(card)">
        <div class="room-field">
          <input
            class="room-input room-name"
            type="text"
            dir="auto"
            autocomplete="off"
            placeholder="Name"
            ${fieldAttributes('name')}
          />
          ${fieldNotes('name')}
        </div>
      </template>
      <div class="room-field">
        <textarea
          class="room-input"
          dir="auto"
          :rows="rowsOf(card)"
          :placeholder="textHint(card)"
          ${fieldAttributes('text')}
        ></textarea>
        ${fieldNotes('text')}
      </div>
      <template x-if="isStyle(card)">
        <div>
          <div class="room-field is-labelled">
            <span class="room-field-label" aria-hidden="true">Leave out</span>
            <textarea
              class="room-input"
              dir="auto"
              rows="1"
              placeholder="optional"
              ${fieldAttributes('negative_prompt')}
            ></textarea>
          </div>
          ${fieldNotes('negative_prompt')}
        </div>
      </template>
      <div class="room-swatches" x-show="swatches(card).length > 0" aria-hidden="true">
        <template x-for="swatch in swatches(card)" :key="swatch.colour">
          <span class="room-swatch" :style="swatchStyle(swatch)" :title="swatch.words"></span>
        </template>
      </div>
      <p class="room-use" x-show="useWords(card)" dir="auto" x-text="useWords(card)"></p>
      <p class="field-error room-error" x-show="errorOf(card)" x-text="errorOf(card)"></p>
      <template x-if="isGone(card)">
        <div class="room-note">
          <p>Somebody took this away while you were writing.</p>
          <div class="room-note-choices">
            <button class="button is-small" type="button" @click="restore(card)">
              Bring it back with my words
            </button>
            <button class="button is-small is-quiet" type="button" @click="fields.letGo(card)">
              Let it go
            </button>
          </div>
        </div>
      </template>
      <div class="room-card-foot" x-show="!isNew(card) && !isGone(card)">
        <span class="field-note room-changed" dir="auto" x-text="footWords(card)"></span>
        <template x-if="isSwitched(card)">
          <button
            class="room-switch"
            type="button"
            role="switch"
            :aria-checked="card.fields.always ? 'true' : 'false'"
            :aria-label="'Goes along: ' + titleOf(card)"
            title="Whether it goes with every prompt"
            :disabled="isFixed(card)"
            @click="flip(card)"
          >
            <span x-text="card.fields.always ? 'Goes along' : 'Off'"></span>
            <span class="toggle"><span class="toggle-thumb"></span></span>
          </button>
        </template>
        <button
          class="icon-button is-small"
          type="button"
          :aria-label="'Take away ' + titleOf(card)"
          title="Take away"
          :disabled="isFixed(card)"
          @click="remove(card)"
        >
          ${icon('trash', 16)}
        </button>
      </div>
      <template x-if="isNew(card)">
        <div class="room-card-foot">
          <span class="field-note room-changed"></span>
          <button class="button is-small is-quiet" type="button" @click="discard(card)">
            Cancel
          </button>
          <button
            class="button is-small"
            type="button"
            :disabled="!canWrite"
            @click="add(card)"
          >
            Add
          </button>
        </div>
      </template>
    </div>
  `;
}

/** What every field of a card does. */
function fieldAttributes(field: 'name' | 'text' | 'negative_prompt'): Html {
  return html`
    :value="fields.valueOf(card, '${field}')"
    :aria-label="labelOf(card, '${field}')"
    :aria-invalid="invalid(card, '${field}')"
    :aria-describedby="noteId(card, '${field}')"
    :readonly="isFixed(card)"
    @input="fields.type(card, '${field}', $event)"
    @blur="fields.save(card, '${field}')"
    @keydown="onKey(card, '${field}', $event)"
  `;
}

/** Below a field: what is wrong with it, or what somebody else wrote into it meanwhile. */
function fieldNotes(field: 'name' | 'text' | 'negative_prompt'): Html {
  return html`
    <div :id="noteId(card, '${field}')">
      <p
        class="field-error room-error"
        x-show="errorAt(card, '${field}')"
        x-text="errorAt(card, '${field}')"
      ></p>
      <template x-if="fields.theirWords(card, '${field}')">
        <div class="room-note">
          <p dir="auto" x-text="fields.theirWords(card, '${field}')"></p>
          <div class="room-note-choices">
            <button
              class="button is-small"
              type="button"
              @click="fields.takeTheirs(card, '${field}')"
            >
              Take theirs
            </button>
            <button
              class="button is-small"
              type="button"
              @click="fields.keepMine(card, '${field}')"
            >
              Keep mine
            </button>
          </div>
        </div>
      </template>
    </div>
  `;
}
