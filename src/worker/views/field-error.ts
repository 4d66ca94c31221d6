import { html } from 'hono/html';
import type { Html } from './page-frame.ts';

/** What is wrong with a field of the form of an image, below it. */
export function fieldError(field: string): Html {
  return html`
    <p
      class="field-error"
      id="error-${field}"
      x-show="errorOf('${field}')"
      x-text="errorOf('${field}')"
      x-cloak
    ></p>
  `;
}
