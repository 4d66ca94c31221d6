// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import './style.css';
import { Alpine } from '@alpinejs/csp';
import { pageDataSchema, type ChatPageData, type PageData } from '../protocol/page-data.ts';
import type { ImageStatus } from '../protocol/rows.ts';
import { advancedFields } from './components/advanced-fields.ts';
import { app } from './components/app.ts';
import { banner } from './components/banner.ts';
import { chatHeader } from './components/chat-header.ts';
import { completion } from './components/composer-completion.ts';
import { composerSettings } from './components/composer-settings.ts';
import { composer } from './components/composer.ts';
import { conversation } from './components/conversation.ts';
import { createPanel } from './components/create-panel.ts';
import { deleteChat } from './components/delete-chat.ts';
import { dialogBox } from './components/dialog-box.ts';
import { downloadMenu } from './components/download-menu.ts';
import { emojiPicker } from './components/emoji-picker.ts';
import { expandButton } from './components/expand-button.ts';
import { fromConversation } from './components/from-conversation.ts';
import { galleryPanel } from './components/gallery-panel.ts';
import { guestDeed } from './components/guest-deed.ts';
import { imageFigure } from './components/image-figure.ts';
import { imageMenu } from './components/image-menu.ts';
import { imageSet } from './components/image-set.ts';
import { imageSheet } from './components/image-sheet.ts';
import { joinForm } from './components/join-form.ts';
import { lateDialogs, lateFullView, latePrompts } from './components/late-dialogs.ts';
import { lateTab } from './components/late-tab.ts';
import { lateLightbox } from './components/late-lightbox.ts';
import { menu } from './components/menu.ts';
import { messageDeletion } from './components/message-deletion.ts';
import { messageEditor } from './components/message-editor.ts';
import { messageLog } from './components/message-log.ts';
import { messageMenu } from './components/message-menu.ts';
import { messageSheet } from './components/message-sheet.ts';
import { messageQuote } from './components/message-quote.ts';
import { messageText } from './components/message-text.ts';
import { deedOf, nameForm, type AppFormKind } from './components/name-form.ts';
import { modelPicker } from './components/model-picker.ts';
import { operatorKey } from './components/operator-key.ts';
import { panel } from './components/panel.ts';
import { peopleList } from './components/people-list.ts';
import { takePictures } from './components/picture-drop.ts';
import { pictureStrip } from './components/picture-strip.ts';
import { promptAdditions } from './components/prompt-additions.ts';
import { promptNote } from './components/prompt-note.ts';
import { proposalCard } from './components/proposal-card.ts';
import { recentPrompts } from './components/recent-prompts.ts';
import { reactionPicker } from './components/reaction-picker.ts';
import { requeueImage } from './components/requeue-image.ts';
import { selectionBar } from './components/selection-bar.ts';
import { shapeField } from './components/shape-field.ts';
import { sidebar } from './components/sidebar.ts';
import { stepDown } from './components/step-down.ts';
import { styleField } from './components/style-field.ts';
import { suggestionPlace } from './components/suggestion-place.ts';
import { sweepStore } from './components/sweep-store.ts';
import { toasts } from './components/toasts.ts';
import { fallBackToOriginals } from './components/thumbnail-fallback.ts';
import { typingRow } from './components/typing-row.ts';
import { typingSignal } from './components/typing-signal.ts';
import { openChat } from './stores/actions.ts';
import { createChatStore } from './stores/chat-store.ts';
import { createChatsStore } from './stores/chats-store.ts';
import { createDraftStore } from './stores/draft-store.ts';
import { createFamilyStore } from './stores/family-store.ts';
import { followInbox } from './stores/inbox-follow.ts';
import { createInterfaceStore, type DialogName } from './stores/interface-store.ts';
import { createMessageSelection } from './stores/message-selection.ts';
import { createMessageStore } from './stores/message-store.ts';
import type { Stores } from './stores/stores.ts';
import { letImagesBeDragged } from './stores/dragged-image.ts';
import { createStylesStore } from './stores/styles-store.ts';
import type { ProposalView } from './state/proposal-view.ts';
import { createUploadsStore } from './stores/uploads-store.ts';

const page = readPage();
if (page.page === 'welcome') {
  const deed = guestDeed(page);
  Alpine.data('nameForm', () => nameForm(deed));
} else if (page.page === 'join') {
  const { id } = page.chat;
  Alpine.data('joinForm', () => joinForm(id));
} else if (page.page === 'operator_key') {
  Alpine.data('operatorKey', () => operatorKey());
} else if (page.page === 'operator') {
  Alpine.data('requeueImage', (imageId: string) => requeueImage(imageId));
  Alpine.data('stepDown', () => stepDown());
  Alpine.data('sweepStore', () => sweepStore());
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
  const draft = Alpine.reactive(createDraftStore(() => stores.chat.lists));
  const stores: Stores = {
    ui,
    draft,
    uploads: Alpine.reactive(
      createUploadsStore({
        // Most visits send no file.
        send: async (...file) => (await import('./stores/upload-file.ts')).uploadFile(...file),
        preview: async (file) => (await import('./stores/file-preview.ts')).filePreview(file),
        there: (place) => (place === 'message' ? draft.attachments : draft.images).length,
        arrived: (...upload) => draft.addUpload(...upload),
      }),
    ),
    chats: Alpine.reactive(createChatsStore(data.chats, data.person)),
    message: Alpine.reactive(createMessageStore()),
    selection: Alpine.reactive(createMessageSelection()),
    family: Alpine.reactive(createFamilyStore()),
    styles: Alpine.reactive(createStylesStore()),
    chat: Alpine.reactive(
      createChatStore(data.person, {
        simulated: data.simulated,
        // Right after Alpine's own: its `nextTick` would let a frame pass in between.
        afterDrawing: (run) => queueMicrotask(run),
        announce: (sentence) => ui.announce(sentence),
        complain: (sentence, isOfContext) => {
          if (!isOfContext || ui.panel !== 'room') ui.toast(sentence, false);
        },
      }),
    ),
  };
  for (const [name, store] of Object.entries(stores)) Alpine.store(name, store);
  fallBackToOriginals(document);
  letImagesBeDragged();
  takePictures(stores);

  // One for all fields: I write in one of them at a time.
  const typing = typingSignal((what) => stores.chat.typing(what));
  const fullView = lateFullView(stores, {
    data: (name, component) => Alpine.data(name, component),
    reactive: (value) => Alpine.reactive(value),
  });
  const prompts = latePrompts(stores, {
    data: (name, component) => Alpine.data(name, component),
    reactive: (value) => Alpine.reactive(value),
  });
  const late = lateDialogs(
    stores,
    (name, component) => Alpine.data(name, component),
    fullView,
    prompts,
  );
  Alpine.data('advancedFields', () => advancedFields(stores));
  Alpine.data('app', () => app(stores));
  Alpine.data('banner', () => banner(stores));
  Alpine.data('chatHeader', () => chatHeader(stores));
  Alpine.data('completion', () => completion(stores));
  Alpine.data('composer', () => composer(stores, typing));
  Alpine.data('composerSettings', () => composerSettings(stores));
  Alpine.data('conversation', () => conversation(stores));
  Alpine.data('createPanel', () => createPanel(stores, typing));
  Alpine.data('deleteChat', () => deleteChat(stores));
  Alpine.data('dialogBox', (name: DialogName) => dialogBox(stores, name, late[name]));
  Alpine.data('downloadMenu', () => downloadMenu(stores));
  Alpine.data('emojiPicker', () => emojiPicker());
  Alpine.data('expandButton', (place: 'composer' | 'form') => expandButton(stores, place));
  Alpine.data('fromConversation', (place: 'composer' | 'form') => fromConversation(stores, place));
  Alpine.data('galleryPanel', () => galleryPanel(stores));
  Alpine.data('imageFigure', (status: ImageStatus) => imageFigure(stores, status));
  Alpine.data('imageMenu', () => imageMenu(stores));
  Alpine.data('imageSet', () => imageSet(stores));
  Alpine.data('imageSheet', () => imageSheet(stores));
  Alpine.data('lateLightbox', () => lateLightbox(stores, fullView));
  Alpine.data('latePrompts', () => lateTab(stores, 'prompts', prompts.load));
  Alpine.data('lateRoom', () =>
    lateTab(stores, 'room', async () => {
      const { defineRoom } = await import('./components/define-room.ts');
      defineRoom(stores, (name, component) => Alpine.data(name, component));
    }),
  );
  Alpine.data('menu', () => menu());
  Alpine.data('messageDeletion', () => messageDeletion(stores));
  Alpine.data('messageEditor', () => messageEditor(stores));
  Alpine.data('messageLog', () => messageLog(stores));
  Alpine.data('messageMenu', () => messageMenu(stores));
  Alpine.data('messageSheet', () => messageSheet(stores));
  Alpine.directive('message-text', messageText(stores));
  Alpine.directive('quote', messageQuote);
  Alpine.data('nameForm', (kind: AppFormKind) => nameForm(deedOf(stores, kind)));
  Alpine.data('modelPicker', () => modelPicker(stores));
  Alpine.data('panel', () => panel(stores));
  Alpine.data('peopleList', () => peopleList(stores));
  Alpine.data('pictureStrip', (where: 'form' | 'composer') => pictureStrip(stores, where));
  Alpine.data('promptAdditions', (place: 'composer' | 'form') => promptAdditions(stores, place));
  Alpine.data('promptNote', (place: 'composer' | 'form') => promptNote(stores, place));
  Alpine.data('proposalCard', (begins: ProposalView) => proposalCard(stores, begins));
  Alpine.data('reactionPicker', () => reactionPicker(stores));
  Alpine.data('recentPrompts', () => recentPrompts(stores));
  Alpine.data('selectionBar', () => selectionBar(stores));
  Alpine.data('shapeField', () => shapeField(stores));
  Alpine.data('sidebar', () => sidebar(stores));
  Alpine.data('styleField', () => styleField(stores));
  Alpine.data('suggestionPlace', (place: 'composer' | 'form') =>
    suggestionPlace(stores, place, (name, component) => Alpine.data(name, component)),
  );
  Alpine.data('toasts', () => toasts(stores));
  Alpine.data('typingRow', () => typingRow(stores));

  // The components listen first, then the chat speaks.
  const begin = () => {
    openChat(stores, data.chat, data.message_id);
    followInbox(stores);
  };
  document.addEventListener('alpine:initialized', begin, { once: true });
}
