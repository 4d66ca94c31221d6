// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import '../styles/suggestion-box.css';
import { compareTexts } from '../state/compare-texts.ts';
import type { Suggestion } from '../state/suggestion.ts';
import type { Stores } from '../stores/stores.ts';
import { takeSuggestion } from '../stores/suggestions.ts';
import { defineComponent } from './define-component.ts';
import { insertText } from './insert-text.ts';

interface ShownPart {
  key: number;
  text: string;
  look: string;
}

/** So many characters are shown of the words that it was asked for with. */
const mostShown = 60;

/** Words that were asked for, below the field into which they go if they are taken. */
export function suggestionBox(stores: Stores) {
  const { chat, draft } = stores;
  return defineComponent({
    get suggestion(): Suggestion | null {
      return chat.suggestion;
    },
    get title(): string {
      return this.suggestion?.of.kind === 'describe' ? 'What this picture shows' : 'Suggestion';
    },
    /** The words that it is for, where others are written now. */
    get aside(): string {
      const of = this.suggestion?.of;
      if (of?.kind !== 'expand' || of.prompt === draft.prompt.trim()) return '';
      const { prompt } = of;
      const short = prompt.length > mostShown ? `${prompt.slice(0, mostShown).trimEnd()}…` : prompt;
      return `for “${short}”`;
    },
    get pictures(): string[] {
      const of = this.suggestion?.of;
      return of?.kind === 'describe' && of.image.thumbnail !== '' ? [of.image.thumbnail] : [];
    },
    /** What was typed stands out a little from what came to it. */
    get parts(): ShownPart[] {
      if (!this.suggestion) return [];
      const { of, text } = this.suggestion;
      const pieces =
        of.kind === 'expand'
          ? compareTexts(of.prompt, text, lettersOf).right
          : [{ text, differs: true }];
      const isMixed = pieces.some(({ differs }) => !differs);
      return pieces.map((piece, key) => ({
        key,
        text: piece.text,
        look: isMixed && piece.differs ? 'is-added' : '',
      }));
    },
    get waiting(): string {
      if (this.suggestion?.status !== 'asking' || this.suggestion.text !== '') return '';
      return this.suggestion.of.kind === 'expand'
        ? 'Thinking of more to say…'
        : 'Looking at the picture…';
    },
    get problem(): string {
      return this.suggestion?.problem ?? '';
    },
    get isReady(): boolean {
      return this.suggestion?.status === 'ready';
    },
    get hasFailed(): boolean {
      return this.suggestion?.status === 'failed';
    },
    get takeWords(): string {
      return this.suggestion?.of.kind === 'describe' ? 'Use as prompt' : 'Use it';
    },

    field(): HTMLTextAreaElement | null {
      return this.$root.closest('form')?.querySelector('textarea') ?? null;
    },
    take(): void {
      const { suggestion } = this;
      if (suggestion?.status !== 'ready') return;
      takeSuggestion(stores, suggestion, (text) => this.write(text));
      this.leave();
    },
    /** As if it had been typed where there is a keyboard: its undo brings the words back, too. */
    write(text: string): void {
      const field = this.field();
      if (field && hasKeyboard()) insertText(field, text, 0, field.value.length);
      else draft.usePrompt(text);
    },
    again(): void {
      if (this.suggestion) chat.suggest(this.suggestion.of);
      this.leave();
    },
    dismiss(): void {
      chat.setSuggestion(null);
      this.leave();
    },
    escape(event: KeyboardEvent): void {
      event.preventDefault();
      this.dismiss();
    },
    /** What had the focus is gone: on touch the field would open the keyboard over the room. */
    leave(): void {
      if (hasKeyboard()) this.field()?.focus();
    },
  });
}

/** A word in whatever case, and with whatever signs around it. */
function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function hasKeyboard(): boolean {
  return window.matchMedia('(pointer: fine)').matches;
}
