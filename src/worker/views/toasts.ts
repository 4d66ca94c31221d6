import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** The few words that pass, bottom left. */
export function toasts(): Html {
  return html`
    <div class="toasts" role="status" x-data="toasts" popover="manual">
      <template x-for="toast in $store.ui.toasts" :key="toast.id">
        <div class="toast" :data-toast="toast.id">
          <span class="toast-good" x-show="toast.good">${icon('done')}</span>
          <span class="toast-bad" x-show="!toast.good">${icon('alert')}</span>
          <span class="toast-text" x-text="toast.text"></span>
          <button
            class="button is-small"
            type="button"
            x-show="toast.has_undo"
            @click="$store.ui.undo(toast.id)"
          >
            Undo
          </button>
          <button
            class="icon-button is-small"
            type="button"
            aria-label="Dismiss"
            @click="$store.ui.dismiss(toast.id)"
          >
            ${icon('close', 16)}
          </button>
        </div>
      </template>
    </div>
  `;
}
