import { isNarrowed } from '../state/search-filter.ts';
import type { HitView } from '../state/search-view.ts';
import { isPlainClick, messagePath, visitMessage } from '../stores/actions.ts';
import { createSearchStore } from '../stores/search-store.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { searchPicks, type SearchPick } from './search-picks.ts';

/** Before the last hit comes into sight, the next ones are asked for: so many pixels. */
const ahead = 600;

/** Searching all my chats. The focus stays in the field; the arrows choose among the hits. */
export function searchDialog(stores: Stores) {
  const { ui, chats } = stores;
  return defineComponent({
    find: createSearchStore(),
    /** Place of the chosen hit. */
    active: 0,

    init() {
      this.$watch('isOpen', () => this.follow());
      this.$watch('find.answered', () => this.toTop());
      this.follow();
    },
    follow(): void {
      if (!this.isOpen) {
        this.find.stop();
        return;
      }
      this.find.narrow({ chat: ui.searchIn ?? '' });
      void this.find.loadPeople();
      const { field } = this.$refs;
      if (field instanceof HTMLInputElement) void this.$nextTick(() => field.select());
    },
    toTop(): void {
      this.active = 0;
      this.$refs['list']?.scrollTo(0, 0);
    },

    get isOpen(): boolean {
      return ui.dialog === 'search';
    },
    get text(): string {
      return this.find.text;
    },
    set text(text: string) {
      this.find.text = text;
      this.find.later();
    },
    get typed(): boolean {
      return this.find.text !== '';
    },
    get phase(): 'start' | 'failed' | 'none' | 'slow' | 'waiting' | 'found' {
      const { find } = this;
      if (find.text.trim() === '') return 'start';
      if (find.failure !== '') return 'failed';
      if (find.hits.length > 0) return 'found';
      if (find.slow) return 'slow';
      return find.answered === '' ? 'waiting' : 'none';
    },
    /** Said to screen readers. */
    get summary(): string {
      if (this.phase === 'none') return 'Nothing found.';
      if (this.phase !== 'found') return '';
      const { length } = this.find.hits;
      if (this.find.next !== null) return `More than ${length} results.`;
      return length === 1 ? '1 result.' : `${length} results.`;
    },
    get nothing(): string {
      return `Nothing found for “${this.find.answered}”.`;
    },
    get narrowed(): boolean {
      return isNarrowed(this.find.filter, Date.now());
    },
    get withDates(): boolean {
      return this.find.filter.span === 'dates';
    },
    get picks(): SearchPick[] {
      return searchPicks(this.find.filter, chats.list, this.find.people);
    },
    choose(event: Event, pick: SearchPick): void {
      if (event.target instanceof HTMLSelectElement) this.find.narrow(pick.set(event.target.value));
    },
    setDay(event: Event, end: 'from' | 'until'): void {
      if (event.target instanceof HTMLInputElement) this.find.narrow({ [end]: event.target.value });
    },
    everywhere(): void {
      this.find.narrow({ chat: '', author: '', kind: 'all', span: 'any' });
      this.$refs['field']?.focus();
    },
    clear(): void {
      this.find.text = '';
      void this.find.search();
      this.$refs['field']?.focus();
    },
    again(): void {
      void this.find.search();
    },

    hrefOf(hit: HitView): string {
      return messagePath(hit.chat_id, hit.id);
    },
    idOf(index: number): string {
      return `hit-${index}`;
    },
    get activeId(): string {
      return this.phase === 'found' ? this.idOf(this.active) : '';
    },
    isActive(index: number): boolean {
      return index === this.active;
    },
    point(index: number): void {
      this.active = index;
    },
    go(event: MouseEvent, hit: HitView): void {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      ui.dialog = null;
      visitMessage(stores, { id: hit.chat_id, name: hit.chat }, hit.id);
    },
    /** A picture that could not be reached leaves its place empty. */
    hide(event: Event): void {
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.hidden = true;
    },

    onKey(event: KeyboardEvent): void {
      if (event.isComposing) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        this.step(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'Enter') {
        event.preventDefault();
        this.open(event);
      }
    },
    step(by: 1 | -1): void {
      const { length } = this.find.hits;
      if (length === 0) return;
      this.active = Math.min(Math.max(this.active + by, 0), length - 1);
      if (this.active >= length - 3) void this.find.more();
      void this.$nextTick(() => {
        this.$root
          .querySelector(`#${this.idOf(this.active)}`)
          ?.scrollIntoView({ block: 'nearest' });
      });
    },
    /** Opens the chosen hit as a click on it would. While other words are being searched, it waits. */
    open(event: KeyboardEvent): void {
      if (this.find.text.trim() !== this.find.answered) {
        void this.find.search();
        return;
      }
      const { ctrlKey, metaKey, shiftKey } = event;
      this.$root
        .querySelector(`#${this.idOf(this.active)}`)
        ?.dispatchEvent(
          new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
        );
    },
    scrolled(): void {
      const { list } = this.$refs;
      if (list && list.scrollTop + list.clientHeight > list.scrollHeight - ahead) {
        if (this.find.moreFailure === '') void this.find.more();
      }
    },
    more(): void {
      void this.find.more();
    },
  });
}
