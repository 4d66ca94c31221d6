import { html } from 'hono/html';
import type { Html } from './page-frame.ts';

/** Who is writing at the moment. Its place is there also while nobody is. */
export function typingRow(): Html {
  return html`
    <div class="typing" x-data="typingRow">
      <template x-if="sentence">
        <div class="typing-people">
          <span class="typing-faces" aria-hidden="true">
            <template x-for="person in faces" :key="person.id">
              <span class="avatar is-small" :class="person.avatar" x-text="person.initial"></span>
            </template>
          </span>
          <span class="typing-words" dir="auto" x-text="sentence"></span>
          <span class="typing-dots" aria-hidden="true">
            <span></span>
            <span></span>
            <span></span>
          </span>
        </div>
      </template>
    </div>
  `;
}
