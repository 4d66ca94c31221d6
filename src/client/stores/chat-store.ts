import type { Person } from '../../protocol/http.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { ChatSession } from '../socket/chat-session.ts';
import { announcementsOf } from '../state/announcements.ts';
import { emptyChatState, messageOf, viewed, type ChatState } from '../state/chat-state.ts';
import type { DraftImage } from '../state/draft.ts';
import { draftImagesOf } from '../state/draft-images.ts';
import { imageDetails, type ImageDetails } from '../state/image-details.ts';
import { settingsOfImage } from '../state/settings-of-image.ts';
import { isOf } from '../state/suggestion.ts';
import { members, type Member } from '../state/people-here.ts';
import { chatDeeds } from './chat-deeds.ts';
import { ChatView, nothingShown } from './chat-view.ts';
import { onceAFrame } from './drawing.ts';
import { connectionTo, LeftBehind } from './left-behind.ts';
import { TypingPeople } from './typing-people.ts';

/** Told around every change of the conversation, so that the line being read can stay in place. */
export interface ConversationWatcher {
  /** @param folds whether a frame is about to fold to a card */
  before: (folds: boolean) => void;
  /** The conversation is another one: puts what is to be on the page there. */
  draw: () => void;
  after: () => void;
  /** Brings a message that is here into sight. */
  reveal: (messageId: string) => void;
  /** The message that is being read; `null` at the end of the conversation. */
  reading: () => string | null;
}

export interface ChatStoreOptions {
  simulated: boolean;
  /** Runs once the page shows what was set. */
  afterDrawing: (run: () => void) => void;
  announce: (sentence: string) => void;
  /**
   * A request that has no place in the conversation was refused.
   *
   * @param isOfContext whether its place is in the room's context
   */
  complain: (sentence: string, isOfContext: boolean) => void;
}

/** How long a message that was jumped to stands out, in milliseconds. */
const targetTime = 2_000;

/** The chat that is open, as the page shows it. */
export function createChatStore(me: Person, options: ChatStoreOptions) {
  let session: ChatSession | null = null;
  let state: ChatState = emptyChatState();
  let view = new ChatView();
  let watcher: ConversationWatcher | null = null;
  let drawing = false;
  /** The message to be shown as soon as it is here. */
  let wanted: string | null = null;
  let targetTimer: ReturnType<typeof setTimeout> | undefined;
  const typing = new TypingPeople();
  const leftBehind = new LeftBehind(me.id);

  return {
    ...nothingShown(),
    ...chatDeeds(() => session),
    id: null as string | null,
    name: '',
    simulated: options.simulated,
    models: [] as Model[],
    /** Which suggestions can be asked for. */
    language: { expand: false, describe: false },
    my_name: me.name,

    watch(next: ConversationWatcher): void {
      watcher = next;
    },

    /**
     * Opens a chat, or none. Whatever was open before is left.
     *
     * @param messageId the message at which to open it; `null` for its end
     */
    open(chat: { id: string; name: string } | null, messageId: string | null = null): void {
      if (session && this.id) leftBehind.leave(this.id, session);
      session = null;
      state = emptyChatState();
      view = new ChatView();
      wanted = messageId;
      typing.clear();
      Object.assign(this, nothingShown());
      this.id = chat?.id ?? null;
      this.name = chat?.name ?? '';
      if (chat) this.connect(chat.id);
    },

    connect(id: string): void {
      typing.onChange = () => (this.typingPeople = typing.others(state, me.id));
      leftBehind.take(id);
      session = new ChatSession({
        me: me.id,
        ...connectionTo(id, me.id),
        reading: () => watcher?.reading() ?? null,
        onStatus: (status) => {
          this.phase = status.phase;
          this.closed = status.phase === 'closed' ? status.reason : null;
        },
        onChange: (next, messages) => this.take(next, messages),
      });
      session.start();
    },

    take(next: ChatState, messages: readonly ServerMessage[]): void {
      const before = state;
      state = next;
      for (const message of messages) this.hear(message, before);
      for (const sentence of announcementsOf(before, next, messages, me.id)) {
        options.announce(sentence);
      }
      this.loadingOlder = session?.fetching === 'older';
      this.drawSoon();
    },

    hear(message: ServerMessage, before: ChatState): void {
      view.hear(message, before);
      typing.hear(message);
      if (message.type === 'welcome') {
        this.models = message.models ?? this.models;
        this.simulated = message.simulated;
        this.language = message.language;
      } else if (message.type === 'models') {
        this.models = message.models;
      } else if (message.type === 'snapshot') {
        // Nothing was missed before the first visit: the list of chats is to know it, too.
        if (view.isFirstVisit) session?.noteRead(message.rev);
        if (wanted !== null) this.jumpTo(wanted);
      } else if (message.type === 'refused') {
        const isIt = ({ client_id }: { client_id: string }) => client_id === message.client_id;
        const isOfContext = state.entryRequests.some(isIt);
        const inSight = state.pending.some(isIt) || isOf(state.suggestion, message);
        if (!inSight) options.complain(message.error.message, isOfContext);
      }
    },

    /** However much changes within a frame, it is drawn once. */
    drawSoon(): void {
      if (drawing) return;
      drawing = true;
      onceAFrame(() => {
        drawing = false;
        watcher?.before(view.folds(state));
        this.show();
        watcher?.draw();
        options.afterDrawing(() => {
          watcher?.after();
          this.reveal();
        });
      });
    },

    show(): void {
      const address = `${location.origin}/chats/${this.id ?? ''}`;
      const { my_name, models } = this;
      Object.assign(this, view.shown(state, { me: me.id, my_name, models, address }));
      if (!this.hasNewer) this.latest = this.items.at(-1) ?? null;
      if (state.chat) this.name = state.chat.name;
    },

    settingsOf(imageId: string): ImageSettings | null {
      const image = state.images.get(imageId);
      return image ? settingsOfImage(image, this.models) : null;
    },

    /** The row of an image that is here, as the server has it. */
    imageOf(imageId: string): ImageRow | null {
      return state.images.get(imageId) ?? null;
    },

    /** An image that is told of and may not be here, as it is shown. */
    detailsOf(image: ImageRow): ImageDetails {
      return imageDetails(image, state, this.models);
    },

    /** The name of a person, also of one who is not a member any more. */
    nameOf(personId: string): string {
      return state.members.get(personId)?.name ?? (personId === me.id ? this.my_name : 'Somebody');
    },

    /** What settings start from, as the form shows it. */
    draftImages(settings: ImageSettings): DraftImage[] {
      return draftImagesOf(settings, state.images);
    },

    /** Nothing can be done in a chat that is gone, or that I am no longer in. */
    isLost(): boolean {
      return this.closed === 'gone' || this.closed === 'not_allowed';
    },

    /** The row of a message that is here, as the server has it. */
    messageOf(messageId: string): MessageRow | null {
      return messageOf(state, messageId) ?? null;
    },

    /** All members: who is here first. */
    people(): Member[] {
      return members(state, me.id);
    },

    loadOlder(): void {
      session?.loadOlder();
      this.loadingOlder = session?.fetching === 'older';
    },
    loadNewer(): void {
      session?.loadNewer();
    },
    /** Goes back from further up to the end of the conversation. */
    toNewest(): void {
      wanted = null;
      session?.toNewest();
    },

    /** Shows a message, in its surroundings if it is not here. */
    jumpTo(messageId: string): void {
      wanted = messageId;
      if (state.rev === null) return;
      if (viewed(state).messages.has(messageId)) this.drawSoon();
      else if (state.live.messages.has(messageId)) session?.toNewest();
      else session?.loadAround(messageId);
    },

    reveal(): void {
      if (wanted === null || !viewed(state).messages.has(wanted)) return;
      const id = wanted;
      wanted = null;
      watcher?.reveal(id);
      this.target = id;
      clearTimeout(targetTimer);
      targetTimer = setTimeout(() => (this.target = null), targetTime);
    },

    /** My prompts in this chat, the newest first, each once. */
    myPrompts(): string[] {
      const mine = state.live.messages.ordered.flatMap((message) => {
        const image = message.image_id === null ? undefined : state.images.get(message.image_id);
        return image?.requested_by === me.id ? [image.prompt] : [];
      });
      const waiting = state.pending.flatMap(({ settings }) => (settings ? [settings.prompt] : []));
      return [...new Set([...mine, ...waiting].toReversed())];
    },

    /** I look at the end of the conversation: everything up to here was seen. */
    markSeen(): void {
      const rev = view.seen(state);
      if (rev === null) return;
      this.unreadCount = 0;
      session?.noteRead(rev);
    },

    /** I look again, after a while in which I did not. */
    markReturned(): void {
      view.returned(state);
      this.drawSoon();
    },
  };
}

export type ChatStore = ReturnType<typeof createChatStore>;
