// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import './style.css';
import { Alpine } from '@alpinejs/csp';
import { pageDataSchema, type ChatPageData, type PageData } from '../protocol/page-data.ts';
import { app } from './components/app.ts';
import { banner } from './components/banner.ts';
import { chatHeader } from './components/chat-header.ts';
import { composer } from './components/composer.ts';
import { conversation } from './components/conversation.ts';
import { createPanel } from './components/create-panel.ts';
import { dialogBox } from './components/dialog-box.ts';
import { galleryPanel } from './components/gallery-panel.ts';
import { guestDeed } from './components/guest-deed.ts';
import { imageFigure } from './components/image-figure.ts';
import { imageSheet } from './components/image-sheet.ts';
import { joinForm } from './components/join-form.ts';
import { lightbox } from './components/lightbox.ts';
import { menu } from './components/menu.ts';
import { deedOf, nameForm, type AppFormKind } from './components/name-form.ts';
import { panel } from './components/panel.ts';
import { sidebar } from './components/sidebar.ts';
import { toasts } from './components/toasts.ts';
import { openChat } from './stores/actions.ts';
import { createChatStore } from './stores/chat-store.ts';
import { createChatsStore } from './stores/chats-store.ts';
import { createDraftStore } from './stores/draft-store.ts';
import { createInterfaceStore, type DialogName } from './stores/interface-store.ts';
import type { Stores } from './stores/stores.ts';

const page = readPage();
if (page.page === 'welcome') {
  const deed = guestDeed(page);
  Alpine.data('nameForm', () => nameForm(deed));
} else if (page.page === 'join') {
  const { id } = page.chat;
  Alpine.data('joinForm', () => joinForm(id));
} else if (page.page === 'chat') {
  startApp(page);
}
Alpine.start();

function readPage(): PageData {
  const text = document.querySelector('#page-data')?.textContent ?? '{"page":"problem"}';
  return pageDataSchema.parse(JSON.parse(text));
}

/** Every store and every component of the app, once. */
function startApp(data: ChatPageData): void {
  const ui = Alpine.reactive(createInterfaceStore());
  const stores: Stores = {
    ui,
    chats: Alpine.reactive(createChatsStore(data.chats, data.person)),
    draft: Alpine.reactive(createDraftStore()),
    chat: Alpine.reactive(
      createChatStore(data.person, {
        simulated: data.simulated,
        afterDrawing: (run) => void Alpine.nextTick(run),
        announce: (sentence) => ui.announce(sentence),
        complain: (sentence) => ui.toast(sentence, false),
      }),
    ),
  };
  for (const [name, store] of Object.entries(stores)) Alpine.store(name, store);

  Alpine.data('app', () => app(stores));
  Alpine.data('banner', () => banner(stores));
  Alpine.data('chatHeader', () => chatHeader(stores));
  Alpine.data('composer', () => composer(stores));
  Alpine.data('conversation', () => conversation(stores));
  Alpine.data('createPanel', () => createPanel(stores));
  Alpine.data('dialogBox', (name: DialogName) => dialogBox(stores, name));
  Alpine.data('galleryPanel', () => galleryPanel(stores));
  Alpine.data('imageFigure', () => imageFigure(stores));
  Alpine.data('imageSheet', () => imageSheet(stores));
  Alpine.data('lightbox', () => lightbox(stores));
  Alpine.data('menu', () => menu());
  Alpine.data('nameForm', (kind: AppFormKind) => nameForm(deedOf(stores, kind)));
  Alpine.data('panel', () => panel(stores));
  Alpine.data('sidebar', () => sidebar(stores));
  Alpine.data('toasts', () => toasts(stores));

  // The components listen first, then the chat speaks.
  document.addEventListener('alpine:initialized', () => openChat(stores, data.chat), {
    once: true,
  });
}
