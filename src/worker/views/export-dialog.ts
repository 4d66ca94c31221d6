import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

const formats = [
  {
    format: 'zip',
    name: 'A web page with its pictures',
    about: 'A zip to keep, to read in any browser',
  },
  { format: 'json', name: 'Data', about: 'One JSON file, for other programs. No pictures' },
] as const;

/** Brings the open room as a file to the person. */
export function exportDialog(): Html {
  return html`
    <dialog
      class="dialog"
      x-data="dialogBox('export')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-labelledby="title-export"
    >
      <template x-if="ready">
        <div class="dialog-body" x-data="exportDialog">
          <h2 class="dialog-title" id="title-export">
            Export
            <span class="dialog-name" dir="auto" x-text="room.name"></span>
          </h2>
          ${choice()} ${running()} ${ends()}
        </div>
      </template>
    </dialog>
  `;
}

function choice(): Html {
  return html`
    <div x-show="phase === 'choice'">
      <p class="dialog-text">Everything that was said and made here, as a file of your own.</p>
      <div class="formats" role="radiogroup" aria-label="Format">
        ${formats.map(
          ({ format, name, about }) => html`
            <button
              class="format"
              type="button"
              role="radio"
              :aria-checked="isFormat('${format}')"
              @click="setFormat('${format}')"
            >
              <span class="format-name">${name}</span>
              <span class="format-about">${about}</span>
            </button>
          `,
        )}
      </div>
      <div class="form-actions dialog-actions">
        <button class="button is-primary" type="button" @click="start">Export</button>
        <button class="button is-quiet" type="button" @click="close">Cancel</button>
      </div>
    </div>
  `;
}

function running(): Html {
  return html`
    <div x-show="phase === 'running'" x-cloak>
      <p class="export-progress" x-text="progress"></p>
      <div
        class="export-bar"
        role="progressbar"
        aria-label="Export"
        aria-valuemin="0"
        aria-valuemax="100"
        :aria-valuenow="percent"
      >
        <div class="export-done" :style="{ width: bar }"></div>
      </div>
      <p class="dialog-text">You can close this and go on, the export does too.</p>
      <div class="form-actions">
        <button class="button" type="button" @click="close">Close</button>
        <button class="button is-quiet" type="button" @click="cancel">Cancel export</button>
      </div>
    </div>
  `;
}

function ends(): Html {
  return html`
    <div x-show="phase === 'done'" x-cloak>
      <p class="export-end" role="status">
        <span class="toast-good">${icon('done')}</span>
        <span>
          Saved:
          <span dir="auto" x-text="done"></span>
        </span>
      </p>
      <div class="form-actions">
        <button class="button" type="button" @click="close">Close</button>
      </div>
    </div>
    <div x-show="phase === 'failed'" x-cloak>
      <p class="export-end" role="alert">
        <span class="toast-bad">${icon('alert')}</span>
        <span x-text="failure"></span>
      </p>
      <div class="form-actions">
        <button class="button is-primary" type="button" @click="start">Try again</button>
        <button class="button is-quiet" type="button" @click="close">Close</button>
      </div>
    </div>
  `;
}
