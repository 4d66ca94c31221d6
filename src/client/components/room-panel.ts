import { writtenFields, type ShownEntry, type WrittenField } from '../state/room-entries.ts';
import {
  fieldLabel,
  freshEntry,
  hasName,
  isSwitched,
  listUse,
  roomSections,
  type RoomCard,
  type RoomSection,
} from '../state/room-sections.ts';
import { swatchesOf, type Swatch } from '../state/swatches.ts';
import { entryTitle } from '../state/entry-history.ts';
import { dayInWords, timeOfDay } from '../state/words.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { entryFields } from './entry-fields.ts';

/** What the room adds to everybody's prompts: written here by all of its members, each seeing the others. */
export function roomPanel(stores: Stores) {
  const { chat, ui } = stores;
  let cards = 0;
  let announced: ReadonlySet<string> = new Set();
  return defineComponent({
    fields: entryFields(stores),
    /** New ones that I am writing. */
    fresh: [] as ShownEntry[],
    showsHistory: false,

    init() {
      this.$watch('shown', () => {
        this.fields.tell();
        this.announceNews();
      });
      this.$watch('chatId', () => {
        this.fields.clear();
        this.fresh = [];
        this.showsHistory = false;
      });
    },
    get shown(): ShownEntry[] {
      return chat.roomEntries;
    },
    get chatId(): string | null {
      return chat.id;
    },
    get sections(): RoomSection[] {
      return roomSections(chat.roomEntries, this.fields.held, this.fresh);
    },
    get isEmpty(): boolean {
      return this.sections.every((section) => section.cards.length === 0);
    },
    get canWrite(): boolean {
      return chat.loaded && chat.closed === null;
    },
    toggleHistory(): void {
      this.showsHistory = !this.showsHistory;
    },

    hasName,
    isSwitched,
    labelOf: fieldLabel,
    isStyle(card: RoomCard): boolean {
      return card.kind === 'style';
    },
    isNew(card: RoomCard): boolean {
      return card.state === 'new';
    },
    isGone(card: RoomCard): boolean {
      return card.state === 'gone';
    },
    /** The server does not know it yet, so nothing of it can be changed. */
    isFixed(card: RoomCard): boolean {
      return !this.canWrite || (card.id === null && card.waits);
    },
    rowsOf(card: RoomCard): number {
      return card.kind === 'list' ? 3 : 1;
    },
    textHint(card: RoomCard): string {
      const hints = {
        style: 'The words for it',
        palette: 'Colours, in words or as #codes',
        character: 'What they look like',
        avoid: 'What is never to be seen',
        list: 'One choice a line',
        prompt: '',
      };
      return hints[card.kind];
    },
    swatches(card: RoomCard): Swatch[] {
      return card.kind === 'palette' ? swatchesOf(this.fields.valueOf(card, 'text')) : [];
    },
    swatchStyle(swatch: Swatch): Record<string, string> {
      return { 'background-color': swatch.colour };
    },
    useWords(card: RoomCard): string {
      const { name, text } = this.fields.wordsOf(card);
      return card.kind === 'list' ? listUse(name, text) : '';
    },
    footWords(card: RoomCard): string {
      if (card.waits) return chat.phase === 'open' ? 'Saving…' : 'Goes out once you are online';
      if (!card.changed) return '';
      const { by, at } = card.changed;
      const day = dayInWords(at, Date.now());
      const when = day === 'Today' ? timeOfDay(at) : day;
      return `${chat.nameOf(by)}, ${when}`;
    },
    errorAt(card: RoomCard, field: WrittenField): string {
      return card.refusal && card.refusal.field === field ? card.refusal.message : '';
    },
    errorOf(card: RoomCard): string {
      return card.refusal && card.refusal.field === null ? card.refusal.message : '';
    },
    invalid(card: RoomCard, field: WrittenField): 'true' | 'false' {
      return this.errorAt(card, field) === '' ? 'false' : 'true';
    },
    noteId(card: RoomCard, field: WrittenField): string {
      return `room-note-${card.key}-${field}`;
    },

    /** What came up on the cards that I write on, once, for whoever cannot see it. */
    announceNews(): void {
      const news = this.sections
        .flatMap((section) => section.cards)
        .flatMap((card) => [
          card.refusal?.message ?? '',
          this.isGone(card) ? 'Somebody took this away while you were writing.' : '',
          ...writtenFields.map((field) => this.fields.theirWords(card, field)),
        ])
        .filter((words) => words !== '');
      for (const words of news) if (!announced.has(words)) ui.announce(words);
      announced = new Set(news);
    },

    onKey(card: RoomCard, field: WrittenField, event: KeyboardEvent): void {
      if (event.isComposing) return;
      const { target } = event;
      if (event.key === 'Escape') {
        if (card.state === 'new') this.discard(card);
        else if (!this.fields.revert(card, field)) return;
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        if (card.state === 'new') this.add(card);
        else this.fields.save(card, field);
      } else if (event.key === 'Enter' && field === 'name' && target instanceof HTMLElement) {
        target.closest('.room-card')?.querySelector('textarea')?.focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },

    /** Begins a new one, with an example in it or nothing. */
    begin(section: RoomSection, withExample: boolean): void {
      const key = `new-${++cards}`;
      const words = withExample ? section.example : undefined;
      this.fresh = [...this.fresh, freshEntry(key, section.kind, words)];
      this.focusIn(`[data-card="${key}"]`, 'input, textarea');
    },
    add(card: RoomCard): void {
      const words = this.fields.wordsOf(card);
      this.drop(card);
      if (Object.values(words).every((word) => word === '')) return;
      chat.addEntry(card.kind, { ...words, tags: [], always: true });
      this.focusIn(`[data-section="${card.kind}"]`, '.room-add');
    },
    discard(card: RoomCard): void {
      this.drop(card);
      this.focusIn(`[data-section="${card.kind}"]`, '.room-add');
    },
    drop(card: RoomCard): void {
      this.fields.letGo(card);
      this.fresh = this.fresh.filter(({ key }) => key !== card.key);
      if (card.refusal) chat.dropRefusedEntries(({ client_id }) => client_id === card.key);
    },
    flip(card: RoomCard): void {
      if (card.id !== null) chat.changeEntry(card.id, { always: !card.fields.always });
    },
    titleOf(card: RoomCard): string {
      return entryTitle({ kind: card.kind, ...card.fields });
    },
    remove(card: RoomCard): void {
      const { id } = card;
      if (id === null) return this.discard(card);
      this.fields.letGo(card);
      chat.dropRefusedEntries(({ entry_id }) => entry_id === id);
      chat.changeEntry(id, { deleted: true });
      const title = this.titleOf(card);
      ui.toast(`Took away ${title}`, true, () => chat.changeEntry(id, { deleted: false }));
      this.focusIn(`[data-section="${card.kind}"]`, '.room-add');
    },
    /** Somebody took it away while I was writing: it comes back with my words. */
    restore(card: RoomCard): void {
      if (card.id === null) return;
      chat.changeEntry(card.id, { ...this.fields.wordsOf(card), deleted: false });
      this.fields.letGo(card);
    },
    focusIn(place: string, what: string): void {
      // Found now: the button that was pressed may be gone by then, and this with it.
      const root = this.$root;
      void this.$nextTick(() => {
        const found = root.querySelector(place)?.querySelector<HTMLElement>(what);
        found?.focus();
        found?.scrollIntoView({ block: 'nearest' });
      });
    },
  });
}
