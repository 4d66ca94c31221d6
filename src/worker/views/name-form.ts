import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import type { Html } from './page-frame.ts';

/** What a name is given to; the form's component of the same name does it. */
export type NameFormKind = 'guest' | 'create_chat' | 'rename_chat' | 'my_name';

const forms = {
  guest: { label: 'Your name', verb: 'Come in', limit: limits.nameLength, complete: 'nickname' },
  create_chat: {
    label: 'Room name',
    verb: 'Create a room',
    limit: limits.chatNameLength,
    complete: 'off',
  },
  rename_chat: {
    label: 'Room name',
    verb: 'Rename',
    limit: limits.chatNameLength,
    complete: 'off',
  },
  my_name: { label: 'Your name', verb: 'Save', limit: limits.nameLength, complete: 'nickname' },
} as const;

/**
 * A form with one name in it.
 *
 * @param place tells several forms of one kind on a page apart
 * @param verb what the button says, where it is not the usual
 */
export function nameForm(kind: NameFormKind, place: string, verb?: string): Html {
  const form = forms[kind];
  const id = `${kind}-${place}`;
  return html`
    <form
      class="name-form"
      x-data="nameForm('${kind}')"
      data-ready="false"
      :data-ready="true"
      @submit.prevent="submit"
      novalidate
    >
      <div class="field">
        <label class="field-label" for="${id}">${form.label}</label>
        <input
          class="input"
          id="${id}"
          name="name"
          type="text"
          dir="auto"
          maxlength="${form.limit}"
          autocomplete="${form.complete}"
          aria-describedby="${id}-error"
          x-ref="field"
          x-model="name"
          :aria-invalid="error ? 'true' : 'false'"
        />
        <p class="field-error" id="${id}-error" x-show="error" x-text="error" x-cloak></p>
      </div>
      <div class="form-actions">
        <button class="button is-primary" type="submit" :disabled="busy">
          ${verb ?? form.verb}
        </button>
        ${
          place === 'dialog'
            ? html`
                <button class="button is-quiet" type="button" @click="close">Cancel</button>
              `
            : ''
        }
      </div>
    </form>
  `;
}
