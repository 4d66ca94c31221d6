import type { ChatStore } from './chat-store.ts';
import type { ChatsStore } from './chats-store.ts';
import type { FamilyStore } from './family-store.ts';
import type { DraftStore } from './draft-store.ts';
import type { MessageStore } from './message-store.ts';
import type { StylesStore } from './styles-store.ts';
import type { MessageSelection } from './message-selection.ts';
import type { InterfaceStore } from './interface-store.ts';
import type { UploadsStore } from './uploads-store.ts';

/** What the components of the app share. */
export interface Stores {
  chat: ChatStore;
  chats: ChatsStore;
  draft: DraftStore;
  ui: InterfaceStore;
  message: MessageStore;
  selection: MessageSelection;
  uploads: UploadsStore;
  family: FamilyStore;
  styles: StylesStore;
}
