import { html } from 'hono/html';
import { fieldError } from './field-error.ts';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Seed, the model's own controls in its order, and what it also takes and cannot be set here. */
export function advancedFields(): Html {
  return html`
    <div class="advanced" x-data="advancedFields">
      <button
        class="advanced-toggle"
        type="button"
        aria-controls="advanced"
        :aria-expanded="expanded"
        @click="toggle"
      >
        ${icon('chevron-right')}
        <span class="field-label">Advanced</span>
        <span class="field-note" x-text="note"></span>
      </button>
      <div class="advanced-fields" id="advanced" x-show="open" x-cloak>
        ${seedField()}
        <template x-if="open">
          <div class="controls">
            <template x-for="control in controls" :key="control.name">${controlField()}</template>
          </div>
        </template>
        ${unavailableList()}
      </div>
    </div>
  `;
}

function seedField(): Html {
  return html`
    <div class="control" x-show="takesSeed">
      <div class="control-words">
        <label class="control-title" for="create-seed">Seed</label>
        <p class="control-about">The same seed and settings give the same picture again.</p>
      </div>
      <div class="control-value">
        <input
          class="input"
          id="create-seed"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          maxlength="10"
          x-model="seed"
          placeholder="Random"
          :aria-invalid="invalid('seed')"
          aria-describedby="error-seed"
        />
      </div>
      ${fieldError('seed')}
    </div>
    <p class="control-about" x-show="isSeedless">
      This model takes no seed, so every picture is new.
    </p>
  `;
}

/** One of the model's own controls; `control` is its `ControlView`. */
function controlField(): Html {
  return html`
    <div class="control" :data-kind="control.kind">
      <div class="control-words">
        <div class="control-head">
          <label class="control-title" :for="control.id" x-text="control.title"></label>
          <span class="field-note" x-text="control.note"></span>
        <template x-if="control.changed">
          <button
            class="control-more is-usual"
            type="button"
            :aria-label="usualLabel(control)"
            @click="toUsual(control)"
          >
            Back to usual
          </button>
        </template>
        </div>
        <template x-if="control.about">
          <p
            class="control-about"
            :class="{ 'is-folded': isFolded(control) }"
            :id="aboutId(control)"
            x-text="control.about"
          ></p>
        </template>
        <template x-if="control.folds">
          <button
            class="control-more"
            type="button"
            :aria-expanded="isUnfolded(control)"
            @click="unfold(control)"
            x-text="foldText(control)"
          ></button>
        </template>
      </div>
      <div class="control-value">
        <template x-if="control.kind === 'number'">
          <input
            class="input"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            maxlength="20"
            :id="control.id"
            :value="control.value"
            :placeholder="control.usual"
            :aria-invalid="invalidControl(control)"
            :aria-describedby="describedBy(control)"
            @input="type(control, $event)"
          />
        </template>
        <template x-if="control.kind === 'text'">
          <textarea
            class="input control-text"
            rows="1"
            dir="auto"
            :id="control.id"
            :value="control.value"
            :placeholder="control.usual"
            :aria-invalid="invalidControl(control)"
            :aria-describedby="describedBy(control)"
            @input="type(control, $event)"
          ></textarea>
        </template>
        <template x-if="control.kind === 'switch'">
          <button
            class="toggle"
            type="button"
            role="switch"
            :id="control.id"
            :aria-checked="control.on"
            :aria-describedby="describedBy(control)"
            @click="flip(control)"
          >
            <span class="toggle-thumb"></span>
          </button>
        </template>
        <template x-if="control.kind === 'choice'">
          <div class="choice">
            <template x-if="control.long">
              <input
                class="input choice-search"
                type="search"
                autocomplete="off"
                :aria-label="lookLabel(control)"
                :placeholder="lookWords(control)"
                @input="look(control, $event)"
              />
            </template>
          <span class="pick is-field">
            <select
              class="pick-select"
              :id="control.id"
              :aria-invalid="invalidControl(control)"
              :aria-describedby="describedBy(control)"
              @change="choose(control, $event)"
            >
              <template x-for="choice in choicesOf(control)" :key="choice.value">
                <option
                  :value="choice.value"
                  :selected="choice.chosen"
                  x-text="choice.label"
                ></option>
              </template>
            </select>
            ${icon('chevron-down', 16)}
          </span>
          </div>
        </template>
      </div>
      <p
        class="field-error"
        :id="errorId(control)"
        x-show="control.error"
        x-text="control.error"
      ></p>
    </div>
  `;
}

function unavailableList(): Html {
  return html`
    <template x-if="unavailable.length > 0">
      <section class="unavailable" aria-labelledby="unavailable-title">
        <h3 class="control-title" id="unavailable-title">Not available here</h3>
        <ul>
          <template x-for="one in unavailable" :key="one.name">
            <li class="control-about">
              <span class="unavailable-name" x-text="one.title"></span>
              <span x-text="one.reason"></span>
            </li>
          </template>
        </ul>
      </section>
    </template>
  `;
}
