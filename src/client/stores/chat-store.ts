import type { Person } from '../../protocol/http.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { ChatSession } from '../socket/chat-session.ts';
import type { ClosedReason, SocketStatus } from '../socket/chat-socket.ts';
import { finishedImages, isFinished, orderedMessages } from '../state/apply-server-message.ts';
import { emptyChatState, type ChatState } from '../state/chat-state.ts';
import { conversationItems, type ConversationItem } from '../state/conversation-items.ts';
import { askedSize, defaultSize, settingsOfImage } from '../state/draft.ts';
import { imageDetails, type ImageDetails } from '../state/image-details.ts';
import { announcementsOf } from '../state/announcements.ts';
import { peopleHere, type PersonHere } from '../state/people-here.ts';
import { keep, readKept } from './browser-storage.ts';
import { whyNot } from './why-not.ts';
import { keepUnanswered, readUnanswered } from './unanswered-requests.ts';

/** Told around every change of the conversation, so that the line being read can stay in place. */
export interface ConversationWatcher {
  /** @param folds whether a frame is about to fold to a card */
  before: (folds: boolean) => void;
  after: () => void;
}

export interface ChatStoreOptions {
  simulated: boolean;
  /** Runs once the page shows what was set. */
  afterDrawing: (run: () => void) => void;
  announce: (sentence: string) => void;
  /** A request that has no place in the conversation was refused. */
  complain: (sentence: string) => void;
}

/** The chat that is open, as the page shows it. */
export function createChatStore(me: Person, options: ChatStoreOptions) {
  let session: ChatSession | null = null;
  let state: ChatState = emptyChatState();
  // Kept outside of the reactive store: what is compared must be the plain objects themselves.
  let shown: ConversationItem[] = [];
  let watcher: ConversationWatcher | null = null;
  let drawing = false;
  /** `seq` of the last message that was seen; not a number where nothing was. */
  let seen = Number.NaN;

  return {
    id: null as string | null,
    name: '',
    phase: 'connecting' as SocketStatus['phase'],
    closed: null as ClosedReason | null,
    /** Whether the conversation is here. */
    loaded: false,
    simulated: options.simulated,
    models: [] as Model[],
    items: [] as ConversationItem[],
    /** Finished images, the newest first. */
    gallery: [] as ImageDetails[],
    here: [] as PersonHere[],
    hasOlder: false,
    loadingOlder: false,
    /** Images that are being made. */
    running: 0,
    unseenFrom: null as number | null,
    /** Whether others said or made something since I last looked. */
    unread: false,
    my_name: me.name,

    watch(next: ConversationWatcher): void {
      watcher = next;
    },

    /** Opens a chat, or none. Whatever was open before is left. */
    open(chat: { id: string; name: string } | null): void {
      session?.close();
      session = null;
      state = emptyChatState();
      shown = [];
      this.id = chat?.id ?? null;
      this.name = chat?.name ?? '';
      this.phase = 'connecting';
      this.closed = null;
      this.loaded = false;
      this.items = [];
      this.gallery = [];
      this.here = [];
      this.hasOlder = false;
      this.loadingOlder = false;
      this.running = 0;
      this.unseenFrom = null;
      this.unread = false;
      seen = chat ? lastSeen(chat.id) : Number.NaN;
      if (chat) this.connect(chat.id);
    },

    connect(id: string): void {
      const url = new URL(`/api/chats/${id}/socket`, location.href);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      session = new ChatSession({
        me: me.id,
        unanswered: readUnanswered(id),
        connect: () => new WebSocket(url),
        diagnose: () => whyNot(id),
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
      for (const message of messages) this.hear(message);
      for (const sentence of announcementsOf(before, next, messages, me.id)) {
        options.announce(sentence);
      }
      if (before.pending !== next.pending && this.id) keepUnanswered(this.id, next.pending);
      if (drawing) return;
      drawing = true;
      onceAFrame(() => {
        drawing = false;
        watcher?.before(this.folds());
        this.show();
        options.afterDrawing(() => watcher?.after());
      });
    },

    hear(message: ServerMessage): void {
      if (message.type === 'welcome') {
        this.models = message.models;
        this.simulated = message.simulated;
      } else if (message.type === 'snapshot' && !this.loaded) {
        this.unseenFrom = this.firstUnseen();
      } else if (message.type === 'history') {
        this.loadingOlder = false;
      } else if (message.type === 'refused') {
        this.loadingOlder = false;
        const inSight = state.pending.some(({ client_id }) => client_id === message.client_id);
        if (!inSight) options.complain(message.error.message);
      }
    },

    /** Whether an image that is shown as being made has failed or was canceled since. */
    folds(): boolean {
      return shown.some(({ images }) =>
        images.some(({ id, status }) => {
          const now = state.images.get(id)?.status;
          return !isFinished(status) && (now === 'failed' || now === 'canceled');
        }),
      );
    },

    show(): void {
      const model = this.models.find(({ is_default }) => is_default);
      shown = conversationItems(
        state,
        {
          me: me.id,
          my_name: this.my_name,
          models: this.models,
          now: Date.now(),
          unseen_from: this.unseenFrom,
          fallback_size: defaultSize(model),
        },
        shown,
      );
      this.items = shown;
      this.loaded = state.rev !== null;
      this.gallery = finishedImages(state).map((image) => imageDetails(image, state, this.models));
      this.here = peopleHere(state, me.id);
      this.hasOlder = state.has_older;
      this.running = shown
        .flatMap(({ images }) => images)
        .filter(({ status }) => !isFinished(status)).length;
      this.unread = shown.some(({ mine, seq }) => !mine && seq > seen);
      if (state.chat) this.name = state.chat.name;
    },

    sendMessage(text: string): void {
      session?.sendMessage(text);
    },

    requestImage(settings: ImageSettings): void {
      session?.requestImage(settings);
    },

    cancelImage(imageId: string): void {
      session?.cancelImage(imageId);
    },

    /** Asks for another image with the settings of this one. */
    runAgain(imageId: string): void {
      const settings = this.settingsOf(imageId);
      if (!settings) return;
      const { width, height, model } = settings;
      const known = this.models.find(({ id }) => id === model);
      const size = width && height ? askedSize(known, { width, height }) : {};
      session?.requestImage({ ...settings, ...size });
    },

    settingsOf(imageId: string): ImageSettings | null {
      const image = state.images.get(imageId);
      return image ? settingsOfImage(image, this.models) : null;
    },

    retry(clientId: string): void {
      session?.retry(clientId);
    },

    drop(clientId: string) {
      return session?.drop(clientId);
    },

    loadOlder(): void {
      if (this.loadingOlder || !this.hasOlder) return;
      this.loadingOlder = true;
      session?.loadOlder();
    },

    wake(): void {
      session?.wake();
    },

    /** My prompts in this chat, the newest first, each once. */
    myPrompts(): string[] {
      const mine = orderedMessages(state).flatMap((message) => {
        const image = message.image_id === null ? undefined : state.images.get(message.image_id);
        return image?.requested_by === me.id ? [image.prompt] : [];
      });
      const waiting = state.pending.flatMap(({ settings }) => (settings ? [settings.prompt] : []));
      return [...new Set([...mine, ...waiting].toReversed())];
    },

    /** Remembers that everything up to here was seen. */
    markSeen(): void {
      const last = orderedMessages(state).at(-1);
      if (!last || !this.id) return;
      seen = last.seq;
      this.unread = false;
      keep('local', keyOfSeen(this.id), String(seen));
    },

    firstUnseen(): number | null {
      const unseen = orderedMessages(state).find(
        ({ seq, author_id }) => seq > seen && author_id !== me.id,
      );
      return unseen?.seq ?? null;
    },
  };
}

function keyOfSeen(chatId: string): string {
  return `darkroom:seen:${chatId}`;
}

function lastSeen(chatId: string): number {
  return Number(readKept('local', keyOfSeen(chatId)) ?? Number.NaN);
}

/** However much arrives within a frame, it is drawn once; in a hidden tab there are no frames. */
function onceAFrame(draw: () => void): void {
  let drawn = false;
  const once = () => {
    if (drawn) return;
    drawn = true;
    draw();
  };
  requestAnimationFrame(once);
  setTimeout(once, 100);
}

export type ChatStore = ReturnType<typeof createChatStore>;
