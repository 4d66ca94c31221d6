import type { WrittenField, ShownEntry } from '../state/room-entries.ts';
import { writtenFields } from '../state/room-entries.ts';
import type { RoomCard } from '../state/room-sections.ts';
import { typedOn, typedState, type TypedField } from '../state/typed-field.ts';
import type { Stores } from '../stores/stores.ts';

/**
 * What I write on the cards of the panel "Room". Others write there at the same time: what I have begun
 * is never replaced, and of an entry only the field that I changed is sent.
 */
export function entryFields({ chat, ui }: Stores) {
  return {
    /** By card and field. */
    typed: {} as Record<string, TypedField>,
    /** The cards in which I have begun to write, as they were last. */
    held: {} as Record<string, ShownEntry>,

    /** What I changed and the server has not answered yet. */
    sent: [] as Sent[],

    clear(): void {
      this.typed = {};
      this.held = {};
      this.sent = [];
    },
    valueOf(card: RoomCard, field: WrittenField): string {
      return this.begunOn(card, field)?.typed ?? card.fields[field];
    },
    /** What I have written, also what was refused. */
    begunOn(card: RoomCard, field: WrittenField): TypedField | undefined {
      const refused = card.refused[field];
      return (
        this.typed[placeOf(card, field)] ??
        (refused === undefined ? undefined : { typed: refused, base: card.fields[field] })
      );
    },
    type(card: RoomCard, field: WrittenField, event: Event): void {
      const { target } = event;
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
      fit(target);
      const before = this.begunOn(card, field);
      this.typed[placeOf(card, field)] = typedOn(before, target.value, card.fields[field]);
      if (card.id !== null) this.held[card.key] ??= card;
    },
    /** What the others wrote into the field that I am writing in; `null` where they did not. */
    theirs(card: RoomCard, field: WrittenField): string | null {
      const mine = this.typed[placeOf(card, field)];
      const words = card.fields[field];
      return card.state === 'there' && mine && typedState(mine, words) === 'both' ? words : null;
    },
    theirWords(card: RoomCard, field: WrittenField): string {
      const words = this.theirs(card, field);
      if (words === null) return '';
      const who = card.changed ? chat.nameOf(card.changed.by) : 'Somebody';
      return words === '' ? `${who} emptied this meanwhile.` : `${who} wrote meanwhile: ${words}`;
    },
    takeTheirs(card: RoomCard, field: WrittenField): void {
      this.forget(card, field);
    },
    keepMine(card: RoomCard, field: WrittenField): void {
      const mine = this.typed[placeOf(card, field)];
      if (!mine) return;
      this.typed[placeOf(card, field)] = { ...mine, base: card.fields[field] };
      this.save(card, field);
    },

    /** Sends what I changed, unless somebody else did meanwhile: that has to be decided first. */
    save(card: RoomCard, field: WrittenField): void {
      const mine = this.typed[placeOf(card, field)];
      if (!mine || card.id === null || card.state !== 'there') return;
      const before = card.fields[field];
      const state = typedState(mine, before);
      if (state === 'both') return;
      this.forget(card, field);
      if (state === 'mine') this.change(card.id, field, before, mine.typed.trim());
    },
    change(id: string, field: WrittenField, before: string, after: string): void {
      this.sent = [...this.sent, { id, field, before, after }];
      chat.changeEntry(id, { [field]: after });
    },
    /** Says what the server has by now, so that it can be undone. What it refused says so itself. */
    tell(): void {
      const entryOf = (id: string) => chat.roomEntries.find((entry) => entry.id === id);
      const answered = this.sent.filter(({ id }) => entryOf(id)?.waits !== true);
      if (answered.length === 0) return;
      this.sent = this.sent.filter((one) => !answered.includes(one));
      for (const { id, field, before, after } of answered) {
        if (entryOf(id)?.fields[field] !== after) continue;
        ui.toast('Changed for everybody in the room', true, () => {
          if (entryOf(id)?.fields[field] === after) chat.changeEntry(id, { [field]: before });
          else ui.toast('It was changed again since. The history has all of it.', false);
        });
      }
    },
    /** Takes back what I typed and did not send, or what was refused. @returns whether there was any */
    revert(card: RoomCard, field: WrittenField): boolean {
      const isBegun = this.valueOf(card, field) !== card.fields[field];
      this.forget(card, field);
      return isBegun;
    },
    forget(card: RoomCard, field: WrittenField): void {
      const { [placeOf(card, field)]: _forgotten, ...typed } = this.typed;
      this.typed = typed;
      const isHeld = writtenFields.some((one) => placeOf(card, one) in typed);
      if (!isHeld) this.letGo(card);
      if (card.id === null || card.refused[field] === undefined) return;
      chat.dropRefusedEntries(({ entry_id, change }) => entry_id === card.id && field in change);
    },
    letGo(card: RoomCard): void {
      const { [card.key]: _gone, ...held } = this.held;
      this.held = held;
      for (const field of writtenFields) delete this.typed[placeOf(card, field)];
    },
    /** All words of a card as they stand there. */
    wordsOf(card: RoomCard): Record<WrittenField, string> {
      const words = { name: '', text: '', negative_prompt: '' };
      for (const field of writtenFields) words[field] = this.valueOf(card, field).trim();
      return words;
    },
  };
}

interface Sent {
  id: string;
  field: WrittenField;
  before: string;
  after: string;
}

function placeOf({ key }: RoomCard, field: WrittenField): string {
  return `${key} ${field}`;
}

/** As high as its text, where the style sheet alone cannot do it. */
function fit(field: HTMLElement): void {
  if (!(field instanceof HTMLTextAreaElement) || CSS.supports('field-sizing', 'content')) return;
  field.style.setProperty('height', 'auto');
  field.style.setProperty('height', `${field.scrollHeight}px`);
}
