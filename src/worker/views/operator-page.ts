import { html } from 'hono/html';
import { pageFrame, pagePrelude, type Html, type PageContext } from './page-frame.ts';

/** How the server is doing, for whoever runs it. */
export function operatorPage(context: PageContext): Html {
  return pageFrame(context, {
    title: 'Operator · Darkroom',
    body: html`
      <body class="operator">
        ${pagePrelude({ page: 'operator' })}
        <main class="operator-page">
          <header class="operator-head">
            <a class="brand" href="/">
              <span class="brand-light"></span>
              Darkroom
            </a>
            <div class="operator-deeds" x-data="stepDown">
              <p class="field-error" role="alert" x-show="error" x-text="error" x-cloak></p>
              <button class="button is-quiet" type="button" :disabled="busy" @click="leave">
                Step down
              </button>
            </div>
          </header>
          <h1 class="plain-title">How this server is doing</h1>
        </main>
      </body>
    `,
  });
}
