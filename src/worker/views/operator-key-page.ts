import { html } from 'hono/html';
import { limits } from '../../protocol/limits.ts';
import { pageFrame, pagePrelude, type Html, type PageContext } from './page-frame.ts';

/** Asks for the key that makes a person an operator. */
export function operatorKeyPage(context: PageContext): Html {
  return pageFrame(context, {
    title: 'Operator · Darkroom',
    body: html`
      <body class="plain">
        ${pagePrelude({ page: 'operator_key' })}
        <main class="plain-page">
          <p class="brand">
            <span class="brand-light"></span>
            Darkroom
          </p>
          <h1 class="plain-title">For whoever runs this server</h1>
          <p class="plain-text">
            The key is asked for once. After that this browser sees how the server is doing.
          </p>
          <form class="name-form" x-data="operatorKey" @submit.prevent="submit" novalidate>
            <div class="field">
              <label class="field-label" for="operator-key">Operator’s key</label>
              <input
                class="input"
                id="operator-key"
                type="password"
                maxlength="${limits.operatorKeyLength}"
                autocomplete="off"
                aria-describedby="operator-key-error"
                x-ref="field"
                x-model="key"
                :aria-invalid="error ? 'true' : 'false'"
              />
              <p
                class="field-error"
                id="operator-key-error"
                role="alert"
                x-show="error"
                x-text="error"
                x-cloak
              ></p>
            </div>
            <div class="form-actions">
              <button class="button is-primary" type="submit" :disabled="busy">
                Become an operator
              </button>
              <a class="button is-quiet" href="/">Go to Darkroom</a>
            </div>
          </form>
          <noscript><p class="plain-text">Darkroom needs JavaScript to run.</p></noscript>
        </main>
      </body>
    `,
  });
}
