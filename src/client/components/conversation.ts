import type { ConversationItem } from '../state/conversation-items.ts';
import { copyInvite } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { noteFold, type Fold } from './fold.ts';

/** Pixels from the end within which the conversation follows what is new. */
const nearEnd = 80;
/** Pixels from the beginning at which older messages are fetched. */
const nearBeginning = 400;

/**
 * Keeps the line that is being read in its place. At the end the conversation follows; further up it
 * stays where it is, whatever arrives, and counts.
 */
export function conversation(stores: Stores) {
  const { chat, draft, ui } = stores;
  let anchor: { element: HTMLElement; top: number } | null = null;
  let fold: Fold | null = null;

  return defineComponent({
    following: true,
    /** `seq` of the last entry that was on the page while at its end. */
    seen: 0,

    init() {
      chat.watch({ before: (folds) => this.remember(folds), after: () => this.restore() });
      const observer = new ResizeObserver(() => {
        if (this.following) this.toEnd();
      });
      const { scroller, column } = this.$refs;
      if (scroller && column) {
        observer.observe(scroller);
        observer.observe(column);
      }
      this.$watch('chatId', () => {
        this.following = true;
        this.seen = 0;
      });
      document.addEventListener('visibilitychange', () => this.noteSeen());
    },

    get chatId(): string | null {
      return chat.id;
    },
    get empty(): boolean {
      return chat.loaded && chat.items.length === 0;
    },

    /** "3 new pictures" while they are out of sight; empty where there are none. */
    get newText(): string {
      if (this.following || this.seen === 0) return '';
      const fresh = chat.items.filter(({ seq, mine }) => seq > this.seen && !mine);
      if (fresh.length === 0) return '';
      const images = fresh.filter((item) => item.images.length > 0).length;
      const what = images === fresh.length ? 'picture' : images === 0 ? 'message' : '';
      return `${fresh.length} new${what && ` ${what}${fresh.length > 1 ? 's' : ''}`}`;
    },

    onScroll(): void {
      const { scroller } = this.$refs;
      if (!scroller) return;
      const below = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      this.following = below <= nearEnd;
      if (this.following) this.noteSeen();
      if (scroller.scrollTop < nearBeginning && chat.loaded) chat.loadOlder();
    },

    /** @param folds whether a frame is about to fold */
    remember(folds: boolean): void {
      anchor = null;
      const { scroller } = this.$refs;
      fold = scroller && folds ? noteFold(scroller) : null;
      if (!scroller || this.following) return;
      const { top: upper, bottom: lower } = scroller.getBoundingClientRect();
      const entries = scroller.querySelectorAll<HTMLElement>('.entry');
      for (const element of entries) {
        const { top, bottom } = element.getBoundingClientRect();
        if (bottom <= upper) continue;
        // An entry that reaches above the edge may fold itself: better one that begins in sight.
        if (top < lower) anchor = { element, top };
        if (top >= upper) return;
      }
    },

    restore(): void {
      const { scroller } = this.$refs;
      if (!scroller) return;
      if (this.following) {
        this.toEnd();
        this.noteSeen();
      } else if (anchor) {
        scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
      }
      anchor = null;
      fold?.play();
      fold = null;
    },

    /** The composer took another height. */
    settle(): void {
      if (this.following) this.toEnd();
    },
    toEnd(): void {
      const { scroller } = this.$refs;
      if (scroller) scroller.scrollTop = scroller.scrollHeight;
    },
    toBottom(): void {
      this.following = true;
      this.toEnd();
      this.noteSeen();
    },
    noteSeen(): void {
      if (!this.following || document.visibilityState !== 'visible') return;
      const last = chat.items.findLast(({ seq }) => seq < Number.MAX_SAFE_INTEGER);
      if (!last) return;
      this.seen = last.seq;
      chat.markSeen();
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
      if (request.settings) {
        draft.use(request.settings, true);
        draft.mode = ui.panel === 'create' ? 'message' : 'image';
      } else {
        draft.mode = 'message';
        draft.message = request.text;
      }
      draft.save();
      document.querySelector<HTMLElement>('#composer-text')?.focus();
    },
  });
}
