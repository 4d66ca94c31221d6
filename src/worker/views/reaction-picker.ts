import { html } from 'hono/html';
import { quickReactions } from '../../protocol/rows.ts';
import type { Html } from './page-frame.ts';

/** What each reaction is called, for those who do not see it. */
const names: Record<(typeof quickReactions)[number], string> = {
  '👍': 'thumbs up',
  '❤️': 'heart',
  '😂': 'laughing',
  '😮': 'surprised',
  '🎉': 'celebrating',
  '👀': 'looking',
};

/** The few reactions, in a row that opens beside a message. */
export function reactionPicker(): Html {
  return html`
    <div
      class="reaction-picker"
      popover
      role="toolbar"
      aria-label="React"
      x-data="reactionPicker"
      @toggle="toggled($event)"
      @keydown="onKey($event)"
    >
      ${reactionButtons((reaction) => ({
        click: `choose('${reaction}')`,
        pressed: `isMine('${reaction}')`,
      }))}
    </div>
  `;
}

/** A button for each reaction. */
export function reactionButtons(
  expressions: (reaction: string) => { click: string; pressed: string },
): Html[] {
  return quickReactions.map((reaction) => {
    const { click, pressed } = expressions(reaction);
    return html`
      <button
        class="reaction-choice"
        type="button"
        aria-label="${names[reaction]}"
        :aria-pressed="${pressed}"
        @click="${click}"
      >
        ${reaction}
      </button>
    `;
  });
}
