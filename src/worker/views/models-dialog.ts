import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Which models the room offers; its owner chooses. */
export function modelsDialog(): Html {
  return html`
    <dialog
      class="dialog is-models"
      x-data="dialogBox('models')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-labelledby="title-models"
    >
      <template x-if="ready">
        <div class="models" x-data="modelsDialog">
          <div class="models-head">
            <h2 class="dialog-title" id="title-models" tabindex="-1" autofocus>
              Models of this room
            </h2>
            <p class="models-text">Everybody in the room chooses among these.</p>
          </div>
          <div class="models-list">
            <p class="models-note" x-show="phase === 'loading'">Reading the models…</p>
            <ul x-show="phase === 'ready'">
              <template x-for="model in known" :key="model.id">${knownModel()}</template>
            </ul>
          </div>
          ${another()}
          <div class="models-foot">
            <p class="field-error" role="alert" x-show="failure" x-text="failure"></p>
            <p class="models-note" x-show="phase === 'ready' && why" x-text="why"></p>
            <div class="form-actions">
              <button
                class="button is-primary"
                type="button"
                x-show="phase !== 'failed'"
                :disabled="!canSave"
                @click="save"
                x-text="saveWords"
              ></button>
              <button
                class="button is-primary"
                type="button"
                x-show="phase === 'failed'"
                @click="load"
              >
                Try again
              </button>
              <button class="button is-quiet" type="button" @click="close">Cancel</button>
            </div>
          </div>
        </div>
      </template>
    </dialog>
  `;
}

/** A model that can be offered; `model` is it. */
function knownModel(): Html {
  return html`
    <li :data-model="model.id">
      <label class="known-model">
        <input
          class="check"
          type="checkbox"
          :checked="isTicked(model)"
          @change="tick(model)"
        />
        <span class="model-words">
          <span class="known-name" x-text="model.name"></span>
          <span class="model-line" x-text="model.description"></span>
        </span>
        <span class="model-facts" x-text="priceOf(model)"></span>
      </label>
    </li>
  `;
}

/** Any other model of Replicate, by its name. */
function another(): Html {
  return html`
    <form class="another" @submit.prevent="find">
      <label class="field-label" for="another-model">Add another by its name on Replicate</label>
      <div class="another-row">
        <input
          class="input"
          id="another-model"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="200"
          placeholder="owner/name"
          x-model="name"
          @input="typed"
          :aria-invalid="notFound ? 'true' : 'false'"
          aria-describedby="error-another"
        />
        <button class="button" type="submit" :disabled="!canFind" x-text="findWords"></button>
      </div>
      <p class="field-error" id="error-another" role="alert" x-show="notFound" x-text="notFound"></p>
      <template x-if="found">
        <div class="found-model" role="status">
          <span class="model-words">
            <span class="known-name" x-text="found.name"></span>
            <span class="found-about" x-text="found.description"></span>
            <span class="found-about" x-text="takesInWords(found)"></span>
            <span class="found-about" x-text="priceOf(found)"></span>
          </span>
          <button class="button is-small" type="button" @click="add">
            ${icon('plus', 16)}
            <span x-text="addWords"></span>
          </button>
        </div>
      </template>
    </form>
  `;
}
