import { limits } from '../../protocol/limits.ts';
import { messagesIn, showsMessage, type ConversationItem } from '../state/conversation-item.ts';
import type { ImageView } from '../state/image-view.ts';
import { copyInvite } from '../stores/actions.ts';
import { selectMessages } from '../stores/draft-from-messages.ts';
import { plain } from '../stores/drawing.ts';
import { followAgain } from '../stores/last-image.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { EntryList } from './entry-list.ts';
import { noteFold, type Fold } from './fold.ts';

/** Pixels from the end within which the conversation follows what is new. */
const nearEnd = 80;
/** Times the height of what is in sight: so near to either end the next messages are fetched. */
const fetchAhead = 1.5;

/**
 * Keeps the line that is being read in its place. At the end the conversation follows; further up it
 * stays where it is, whatever arrives, and counts.
 */
export function conversation(stores: Stores) {
  const { chat, draft, selection, ui } = stores;
  let list: EntryList | null = null;
  let fold: Fold | null = null;
  let growing = false;
  /** How high the view was when its place was last put right. */
  let height = 0;

  return defineComponent({
    following: true,
    /** More than a view away from the end. */
    far: false,
    /** The entries that are on the page. */
    visible: plain<ConversationItem[]>([]),

    init() {
      const { scroller, column, above, below } = this.$refs;
      if (!scroller || !column || !above || !below) return;
      list = new EntryList({ scroller, above, below });
      chat.watch({
        before: (folds) => this.remember(folds),
        draw: () => this.draw(),
        after: () => this.restore(),
        reveal: (messageId) => this.reveal(messageId),
        reading: () => (this.following ? null : (list?.reading?.message_id ?? null)),
      });
      const observer = new ResizeObserver(() => {
        height = scroller.clientHeight;
        if (this.following) this.toEnd();
        else list?.steady();
      });
      observer.observe(scroller);
      observer.observe(column);
      this.$watch('chatId', () => {
        this.following = true;
        this.far = false;
      });
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState !== 'visible') return;
        if (chat.unreadCount > 0) chat.markReturned();
        this.noteSeen();
      });
    },

    get chatId(): string | null {
      return chat.id;
    },
    get isLost(): boolean {
      return chat.isLost();
    },
    get empty(): boolean {
      return chat.loaded && chat.items.length === 0 && !chat.hasOlder;
    },

    /** "3 new pictures" while they are out of sight; empty where the end is near. */
    get newText(): string {
      if (this.following) return '';
      const count = chat.unreadCount;
      if (count === 0) return this.far || chat.hasNewer ? 'Jump to newest' : '';
      if (chat.hasNewer) return `${counted(count)} new`;
      const all = chat.items.flatMap((item) => messagesIn(item));
      const fresh = all.filter(({ mine }) => !mine).slice(-count);
      const images = fresh.filter((item) => item.images.length > 0).length;
      const what = images === fresh.length ? 'picture' : images === 0 ? 'message' : '';
      return `${counted(count)} new${what && ` ${what}${count > 1 ? 's' : ''}`}`;
    },

    onScroll(): void {
      const { scroller } = this.$refs;
      if (!scroller || !list) return;
      this.look();
      list.remember();
      if (this.following) this.noteSeen();
      this.grow();
      this.fetch();
    },

    /** Notes how far from the end it is. */
    look(): void {
      const { scroller } = this.$refs;
      if (!scroller) return;
      const below = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      // The end went away from me, not I from the end, where the composer just grew.
      const left = below > nearEnd && !(this.following && scroller.clientHeight < height);
      this.following = !left && !chat.hasNewer;
      this.far = below > scroller.clientHeight;
    },

    /** Fetches what is soon to be seen. */
    fetch(): void {
      const { scroller } = this.$refs;
      if (!scroller || !chat.loaded) return;
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      const near = clientHeight * fetchAhead;
      if (scrollTop < near) chat.loadOlder();
      else if (chat.hasNewer && scrollHeight - clientHeight - scrollTop < near) chat.loadNewer();
    },

    /** Puts more entries on the page, a few in a frame, until there are enough. */
    grow(): void {
      if (!list) return;
      list.measure();
      list.remember();
      if (!list.choose(this.following)) return;
      this.put();
      queueMicrotask(() => {
        this.settlePlaces();
        this.growSoon();
      });
    },
    growSoon(): void {
      if (growing) return;
      growing = true;
      requestAnimationFrame(() => {
        growing = false;
        this.grow();
      });
    },
    put(): void {
      if (!list) return;
      list.keepFocus();
      this.visible = plain(list.shown);
    },
    settlePlaces(): void {
      if (!list) return;
      list.fit();
      if (this.following) this.toEnd();
      else list.restore();
      list.remember();
    },

    /** @param folds whether a frame is about to fold */
    remember(folds: boolean): void {
      const { scroller } = this.$refs;
      fold = scroller && folds ? noteFold(scroller) : null;
      list?.measure();
      list?.remember();
    },
    draw(): void {
      if (!list) return;
      list.follow(chat.items);
      list.choose(this.following);
      this.put();
    },
    restore(): void {
      this.settlePlaces();
      if (this.following) this.noteSeen();
      fold?.play();
      fold = null;
      this.growSoon();
      this.fetch();
    },

    /** Brings a message into the middle of what is in sight, or its beginning to the top. */
    reveal(messageId: string): void {
      const { scroller } = this.$refs;
      const index = chat.items.findIndex((item) => showsMessage(item, messageId));
      if (!scroller || !list || index < 0) return;
      this.following = false;
      list.chooseAround(index);
      this.put();
      queueMicrotask(() => {
        list?.fit();
        const entry = list?.elementOf(index);
        const tile = entry?.querySelector<HTMLElement>(`[data-message-id="${messageId}"]`);
        const element =
          entry && entry.offsetHeight > scroller.clientHeight ? (tile ?? entry) : entry;
        if (!element) return;
        const spare = (scroller.clientHeight - element.offsetHeight) / 2;
        const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
        scroller.scrollTop += top - Math.max(spare, 24);
        list?.remember();
        this.look();
        this.growSoon();
      });
    },

    /** The composer took another height. */
    settle(): void {
      if (this.following) this.toEnd();
    },
    toEnd(): void {
      const { scroller } = this.$refs;
      if (scroller) scroller.scrollTop = scroller.scrollHeight;
    },
    /** To the end of the conversation, in one step from wherever. */
    toBottom(): void {
      this.following = true;
      this.far = false;
      if (chat.hasNewer) chat.toNewest();
      this.grow();
      this.toEnd();
      this.noteSeen();
    },
    noteSeen(): void {
      if (this.following && document.visibilityState === 'visible') chat.markSeen();
    },

    /** The image of an entry that has but one, with a caption of its own. */
    single(item: ConversationItem): readonly ImageView[] {
      return item.set ? [] : item.images;
    },
    isChosen({ message_id }: ConversationItem): boolean {
      return selection.on && selection.has(message_id);
    },
    loadOlder(): void {
      chat.loadOlder();
    },
    copyInvite(): void {
      void copyInvite(stores);
    },

    /** Fills the composer with the example's words; nothing is spent by a click on it. */
    useExample(event: MouseEvent): void {
      if (!(event.currentTarget instanceof HTMLElement)) return;
      const prompt = event.currentTarget.textContent.trim();
      if (ui.panel === 'create') {
        draft.usePrompt(prompt);
        document.querySelector<HTMLElement>('#create-prompt')?.focus();
        return;
      }
      draft.setMode('image');
      draft.setText(prompt);
      document.querySelector<HTMLElement>('#composer-text')?.focus();
    },

    tryAgain(item: ConversationItem): void {
      chat.retry(item.client_id);
    },

    /** Puts what was refused back to where it was written. */
    takeBack(item: ConversationItem): void {
      const request = chat.drop(item.client_id);
      if (!request) return;
      if (request.sources.length > 0) return selectMessages(stores, request.sources);
      if (request.settings) {
        const { settings } = request;
        const images = chat.draftImages(settings);
        draft.use(settings, { seed: true, images, models: chat.models });
        followAgain(stores, settings);
        draft.mode = ui.panel === 'create' ? 'message' : 'image';
      } else {
        draft.mode = 'message';
        draft.message = request.text;
        draft.setAttachments(request.uploads);
        draft.setReply(item.quote?.deleted === false ? item.quote : null);
      }
      draft.save();
      document.querySelector<HTMLElement>('#composer-text')?.focus();
    },
  });
}

function counted(count: number): string {
  return count >= limits.unreadCount ? `${limits.unreadCount}+` : String(count);
}
