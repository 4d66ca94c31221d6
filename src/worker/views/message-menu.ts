import { html } from 'hono/html';
import { icon, type IconName } from './icons.ts';
import { imageBar } from './image-bar.ts';
import { imageMenu } from './image-menu.ts';
import { messageEditor } from './message-editor.ts';
import { messageDeletion } from './message-deletion.ts';
import { messageSheet } from './message-sheet.ts';
import type { Html } from './page-frame.ts';
import { reactionPicker } from './reaction-picker.ts';

/** Everything that opens over the messages: bar, menu, reactions, sheet, question. Once in a page. */
export function messageTools(): Html {
  return html`
    <div x-data="messageLog" hidden>${messageBar()} ${imageBar()}</div>
    ${messageMenu()} ${imageMenu()} ${reactionPicker()} ${messageSheet()} ${messageDeletion()} ${messageEditor()}
  `;
}

/** It goes to the entry that is pointed at, without Alpine: the log listens for it. */
function messageBar(): Html {
  return html`
    <template>
      <div class="entry-tools">
        <div class="entry-bar" role="toolbar" aria-label="Message actions">
        <button
          class="icon-button is-small entry-bar-react"
          type="button"
          data-do="react"
          title="React"
          aria-label="React"
        >
          ${icon('react')}
        </button>
        <button
          class="icon-button is-small"
          type="button"
          data-do="reply"
          title="Reply"
          aria-label="Reply"
        >
          ${icon('reply')}
        </button>
        <button
          class="icon-button is-small"
          type="button"
          data-do="more"
          title="More"
          aria-label="More"
          aria-haspopup="menu"
        >
          ${icon('more')}
        </button>
        </div>
      </div>
    </template>
  `;
}

function messageMenu(): Html {
  return html`
    <div
      class="menu message-menu"
      popover
      role="menu"
      aria-label="Message actions"
      x-data="messageMenu"
      @toggle="toggled($event)"
      @keydown="onKey($event)"
    >
      <template x-for="item in shown" :key="item.key">
        <div>
          ${action({ drawing: 'reply', words: 'Reply', deed: 'reply(item)', key: 'R' })}
          ${action({ drawing: 'react', words: 'React', deed: 'react(item)', key: '+' })}
          <template x-if="item.can_edit">
            ${action({ drawing: 'pencil', words: 'Edit', deed: 'edit(item)', key: 'E' })}
          </template>
          <template x-if="item.can_draft">
            <div>
              ${action({ drawing: 'image', words: 'Make a picture of this', deed: 'draft(item)' })}
              ${action({ drawing: 'select', words: 'Select', deed: 'select(item)' })}
            </div>
          </template>
          ${action({ drawing: 'copy', words: 'Copy text', deed: 'copyText(item)' })}
          ${action({ drawing: 'link', words: 'Copy link', deed: 'copyLink(item)' })}
          <template x-if="item.can_delete">
            <div>
              <div class="menu-line"></div>
              ${action({
                drawing: 'trash',
                words: 'Delete',
                deed: 'remove(item, $event)',
                key: 'Del',
                bad: true,
              })}
            </div>
          </template>
        </div>
      </template>
    </div>
  `;
}

interface Action {
  drawing: IconName;
  words: string;
  deed: string;
  key?: string;
  bad?: boolean;
}

function action({ drawing, words, deed, key, bad }: Action): Html {
  return html`
    <button
      class="menu-item ${bad ? 'is-bad' : ''}"
      type="button"
      role="menuitem"
      @click="${deed}"
    >
      ${icon(drawing, 16)}${words}${key ? html`<kbd class="key">${key}</kbd>` : ''}
    </button>
  `;
}
