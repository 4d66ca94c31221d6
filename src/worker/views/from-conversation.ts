import { html } from 'hono/html';
import { icon } from './icons.ts';
import type { Html } from './page-frame.ts';

/** Drafts a prompt from the last stretch of talk; it says how much of it. */
export function fromConversation(place: 'composer' | 'form'): Html {
  return html`
    <button
      class="from-talk"
      type="button"
      x-data="fromConversation('${place}')"
      :hidden="!shown"
      hidden
      @click="draftPrompt($event)"
    >
      ${icon('message', 16)}
      <span>From the conversation</span>
      <span class="from-talk-count" x-text="count"></span>
    </button>
  `;
}
