import { html } from 'hono/html';
import { nameForm } from './name-form.ts';
import { pageFrame, pagePrelude, type Html, type PageContext } from './page-frame.ts';

export interface WelcomePage extends PageContext {
  /** The chat to which a link led the visitor: joining follows at once. */
  invitation: { chat_id: string; chat_name: string } | null;
}

/** For a visitor who is not signed in: asks for a name, and that is all. */
export function welcomePage({ invitation, ...context }: WelcomePage): Html {
  const title = invitation ? `${invitation.chat_name} · Darkroom` : 'Darkroom';
  return pageFrame(context, {
    title,
    body: html`
      <body class="plain">
        ${pagePrelude({ page: 'welcome', invitation })}
        <main class="plain-page">
          <p class="brand">
            <span class="brand-light"></span>
            Darkroom
          </p>
          <h1 class="plain-title">
            ${
              invitation
                ? html`
                    Join ${invitation.chat_name}
                  `
                : 'Make pictures together'
            }
          </h1>
          <p class="plain-text">
            ${
              invitation
                ? 'You are invited to a room where people talk and make pictures together. What should they call you?'
                : 'Open a room, write what you want to see, and everybody in it watches the picture develop. What should people call you?'
            }
          </p>
          ${nameForm('guest', 'page', invitation ? 'Join' : 'Come in')}
          <noscript><p class="plain-text">Darkroom needs JavaScript to run.</p></noscript>
        </main>
      </body>
    `,
  });
}
