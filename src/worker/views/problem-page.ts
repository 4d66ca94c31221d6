import { html } from 'hono/html';
import { pageFrame, pagePrelude, type Html, type PageContext } from './page-frame.ts';

export interface ProblemPage extends PageContext {
  /** The HTTP status that goes with it. */
  status: number;
  title: string;
  message: string;
}

/** Says in plain words why there is nothing to see, and leads home. */
export function problemPage({ status, title, message, ...context }: ProblemPage): Html {
  return pageFrame(context, {
    title: `${title} · Darkroom`,
    body: html`
      <body class="plain">
        ${pagePrelude({ page: 'problem' })}
        <main class="plain-page">
          <p class="brand">
            <span class="brand-light"></span>
            Darkroom
          </p>
          <h1 class="plain-title">${title}</h1>
          <p class="plain-text">${message}</p>
          <div class="form-actions">
            ${
              status >= 500
                ? html`
                    <a class="button" href="">Try again</a>
                  `
                : html`
                    <a class="button" href="/">Go to Darkroom</a>
                  `
            }
          </div>
          <p class="plain-note">Status ${status}</p>
        </main>
      </body>
    `,
  });
}
