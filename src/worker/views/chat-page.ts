import { html } from 'hono/html';
import type { ChatSummary, Person } from '../../protocol/http.ts';
import type { PageData } from '../../protocol/page-data.ts';
import { chatHeader } from './chat-header.ts';
import { chatSidebar } from './chat-sidebar.ts';
import { compareDialog } from './compare.ts';
import { composer } from './composer.ts';
import { conversation } from './conversation.ts';
import { deleteChatDialog } from './delete-chat-dialog.ts';
import { exportDialog } from './export-dialog.ts';
import { icon } from './icons.ts';
import { imageSheet } from './image-sheet.ts';
import { keepPromptDialog } from './keep-prompt-dialog.ts';
import { lightbox } from './lightbox.ts';
import { maskDialog } from './mask-dialog.ts';
import { messageTools } from './message-menu.ts';
import { modelsDialog } from './models-dialog.ts';
import { nameDialog } from './name-dialog.ts';
import { nameForm } from './name-form.ts';
import { pageFrame, pagePrelude, type Html, type PageContext } from './page-frame.ts';
import { panel } from './panel.ts';
import { searchDialog } from './search-dialog.ts';
import { shortcutsDialog } from './shortcuts-dialog.ts';
import { stylesDialog } from './styles-dialog.ts';
import { toasts } from './toasts.ts';

export interface ChatPage extends PageContext {
  person: Person;
  chats: readonly ChatSummary[];
  /** The chat that is open; `null` for none. */
  chat: { id: string; name: string } | null;
  /** The message at which to open it; `null` for its end. */
  message_id: string | null;
  /** Whether images come from the simulator, not from a model. */
  simulated: boolean;
}

/** The app: my chats, the one that is open, and what lies over it. */
export function chatPage(page: ChatPage): Html {
  const { person, chats, chat, message_id, simulated, ...context } = page;
  const data = {
    page: 'chat' as const,
    person: { id: person.id, name: person.name },
    chats: [...chats],
    chat,
    message_id,
    simulated,
  } satisfies PageData;
  return pageFrame(context, {
    title: chat ? `${chat.name} · Darkroom` : 'Darkroom',
    body: html`
      <body
        class="app"
        x-data="app"
        data-view="${chat || chats.length === 0 ? 'chat' : 'chats'}"
        :data-view="view"
        :data-drawer="$store.ui.drawer ? 'open' : 'closed'"
        :data-panel="$store.ui.panel ? 'open' : 'closed'"
        @keydown.escape.window="closeTopmost"
        @keydown.window="onKey($event)"
        @popstate.window="follow"
      >
        ${pagePrelude(data)} ${chatSidebar(person)}
        <div class="drawer-shade" @click="closeDrawer" x-show="$store.ui.drawer" x-cloak></div>
        <main class="main">
          ${chatHeader(chat)} ${banner(simulated)}
          <div
            class="chat"
            x-data="conversation"
            @sent.window="toBottom"
            @fit="settle"
            :hidden="!$store.chat.id"
            ${chat ? '' : 'hidden'}
          >
            ${conversation()} ${composer()}
          </div>
          <div class="first-minute" :hidden="$store.chat.id" ${chat ? 'hidden' : ''}>
            ${firstMinute(chats.length === 0)}
          </div>
        </main>
        ${panel()} ${lightbox()}
        ${nameDialog('create_chat', 'Create a room', 'You can invite people to it by its link.')}
        ${nameDialog('rename_chat', 'Rename the room', 'Everybody in it sees the new name.')}
        ${nameDialog('my_name', 'Change your name', 'It changes on everything you said and made.')}
        ${deleteChatDialog()} ${exportDialog()} ${compareDialog()} ${searchDialog()}
        ${shortcutsDialog()} ${modelsDialog()} ${maskDialog()} ${stylesDialog()}
        ${keepPromptDialog()}
        ${imageSheet()} ${messageTools()} ${toasts()}
        <p class="sr-only" role="status" x-text="$store.ui.announcement"></p>
      </body>
    `,
  });
}

/** One at a time: what is wrong goes before what is merely so. */
function banner(simulated: boolean): Html {
  return html`
    <div
      class="banner-place"
      x-data="banner"
      :data-reserved="reserved"
      data-reserved="${simulated ? 'true' : 'false'}"
    >
      <div class="banner" :data-shown="text ? 'true' : 'false'">
        <span class="banner-icon" x-show="sign === 'info'">${icon('info', 16)}</span>
        <span class="banner-icon" x-show="sign === 'alert'" x-cloak>${icon('alert', 16)}</span>
        <span class="banner-icon" x-show="sign === 'offline'" x-cloak>${icon('offline', 16)}</span>
        <span class="banner-text">
          <span role="status" x-text="text">
            ${simulated ? 'Pictures here are simulated, no model is asked.' : ''}
          </span>
          <span class="banner-next" x-text="nextTry" x-show="nextTry" x-cloak></span>
        </span>
        <button
          class="button is-small"
          type="button"
          x-show="action"
          x-text="action"
          @click="act"
          x-cloak
        ></button>
      </div>
    </div>
  `;
}

function firstMinute(first: boolean): Html {
  return html`
    <div class="first-minute-column">
      <h2
        class="plain-title"
        x-text="$store.chats.list.length === 0 ? 'Create a room' : 'Pick a room, or create one'"
      >
        ${first ? 'Create a room' : 'Pick a room, or create one'}
      </h2>
      <p class="plain-text">
        A room is where you talk and make pictures with others. Everybody in it sees what you write
        and watches every picture develop.
      </p>
      ${nameForm('create_chat', 'page')}
    </div>
  `;
}
