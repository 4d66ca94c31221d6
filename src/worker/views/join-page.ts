import { html } from 'hono/html';
import type { Person } from '../../protocol/http.ts';
import { pageFrame, pagePrelude, type Html, type PageContext } from './page-frame.ts';

export interface JoinPage extends PageContext {
  person: Person;
  chat: { id: string; name: string };
}

/** For a person who followed an invite link to a chat that they are not in yet. */
export function joinPage({ person, chat, ...context }: JoinPage): Html {
  return pageFrame(context, {
    title: `${chat.name} · Darkroom`,
    body: html`
      <body class="plain">
        ${pagePrelude({ page: 'join', person: { id: person.id, name: person.name }, chat })}
        <main class="plain-page" x-data="joinForm">
          <p class="brand">
            <span class="brand-light"></span>
            Darkroom
          </p>
          <h1 class="plain-title">${chat.name}</h1>
          <p class="plain-text">
            You are invited to this room. Everybody in it will see you as ${person.name}, and you
            will see everything that was said and made.
          </p>
          <p class="field-error" role="alert" x-show="error" x-text="error" x-cloak></p>
          <div class="form-actions">
            <button class="button is-primary" type="button" :disabled="busy" @click="join">
              Join ${chat.name}
            </button>
            <a class="button is-quiet" href="/">Not now</a>
          </div>
          <noscript><p class="plain-text">Darkroom needs JavaScript to run.</p></noscript>
        </main>
      </body>
    `,
  });
}
