import { html } from 'hono/html';
import { nameForm, type NameFormKind } from './name-form.ts';
import type { Html } from './page-frame.ts';

/** A form with one name in it, in a dialog of the browser's own. */
export function nameDialog(kind: NameFormKind, title: string, text: string): Html {
  return html`
    <dialog
      class="dialog"
      x-data="dialogBox('${kind}')"
      @close="closed"
      @click="onBackdrop($event)"
      aria-labelledby="title-${kind}"
    >
      <div class="dialog-body">
        <h2 class="dialog-title" id="title-${kind}">${title}</h2>
        <p class="dialog-text">${text}</p>
        ${nameForm(kind, 'dialog')}
      </div>
    </dialog>
  `;
}
