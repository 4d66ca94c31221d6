import { commandCompletion } from '../state/commands/command-completion.ts';
import { readCommand } from '../state/commands/read-command.ts';
import { loadEmoji, useEmoji } from '../emoji/load-emoji.ts';
import { noteEmoji } from '../emoji/recent-emoji.ts';
import { peopleToMention } from '../state/completion-people.ts';
import {
  closedShortcode,
  completionQuery,
  type CompletionQuery,
} from '../state/completion-query.ts';
import { promptCompletion } from '../state/prompt-completion.ts';
import { styleChoices } from '../stores/chosen-styles.ts';
import { commandPictureInWords } from '../stores/commands.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { insertText } from './insert-text.ts';

interface CompletionOption {
  key: string;
  /** What stands before it: an initial on its colours, or the emoji itself. */
  sign: string;
  look: string;
  words: string;
  note: string;
  insert: string;
}

const mostEmoji = 8;
let lists = 0;

/**
 * The list that completes names after "@", emoji after ":" and what the room keeps for its prompts. The focus
 * stays in the field; the list is told to it as its active descendant.
 */
export function completion(stores: Stores) {
  const { chat, chats, draft, ui } = stores;
  const id = `completion-${++lists}`;
  let asked: CompletionQuery | null = null;
  /** Where Escape closed the list; it stays closed for that word. */
  let dismissedAt = -1;

  return defineComponent({
    options: [] as CompletionOption[],
    at: 0,
    id,

    init() {
      const form = this.$root.closest('form');
      const field = form?.querySelector('textarea');
      if (!form || !field) return;
      field.setAttribute('aria-autocomplete', 'list');
      field.setAttribute('aria-haspopup', 'listbox');
      field.addEventListener('input', (event) => this.look(event instanceof InputEvent));
      field.addEventListener('click', () => this.look(false));
      field.addEventListener('blur', () => this.close());
      // Before the field's own keys: Enter chooses here, and does not send.
      form.addEventListener('keydown', (event) => this.onKey(event), { capture: true });
      this.$watch('active', (active: string) => {
        if (active === '') field.removeAttribute('aria-activedescendant');
        else field.setAttribute('aria-activedescendant', active);
        if (active === '') field.removeAttribute('aria-controls');
        else field.setAttribute('aria-controls', id);
      });
    },
    field(): HTMLTextAreaElement | null {
      return this.$root.closest('form')?.querySelector('textarea') ?? null;
    },
    /** Whether commands are offered, which have more to say of themselves. */
    get wide(): 'true' | 'false' {
      return this.open && asked?.kind === 'command' ? 'true' : 'false';
    },
    get open(): boolean {
      return this.options.length > 0;
    },
    get active(): string {
      return this.open ? this.idOf(this.at) : '';
    },
    idOf(index: number): string {
      return `${id}-${index}`;
    },
    isAt(index: number): 'true' | 'false' {
      return index === this.at ? 'true' : 'false';
    },

    /** @param typed whether the text has just changed */
    look(typed: boolean): void {
      const field = this.field();
      if (!field || field.selectionStart !== field.selectionEnd) return this.close();
      const caret = field.selectionStart;
      const mode = field.form?.dataset['mode'];
      const before = field.value.slice(0, caret);
      if (mode !== undefined && (before === '/' || readCommand(before).kind !== 'words')) {
        return this.lookForCommand(field.value, caret);
      }
      // A prompt speaks to a model: no member is named in it.
      if (mode === 'image') return this.lookForContext(field.value, caret);
      if (typed && this.replaceShortcode(field, caret)) return;
      const query = completionQuery(field.value, caret);
      if (query?.from !== dismissedAt) dismissedAt = -1;
      asked = dismissedAt === -1 ? query : null;
      if (asked?.kind === 'mention') this.offer(this.people(asked.query));
      else if (asked) void this.lookForEmoji(asked);
      else this.close();
    },
    people(query: string): CompletionOption[] {
      return peopleToMention(chat.people(), query, chats.me.id).map((person) => ({
        key: person.id,
        sign: person.initial,
        look: `avatar ${person.avatar}`,
        words: person.name,
        note: person.here ? 'here' : '',
        insert: `@${person.name} `,
      }));
    },
    /** Only in the composer: a message that was sent is no command any more. */
    lookForCommand(text: string, caret: number): void {
      if (/^\/st|(?:--|[—–])st/i.test(text)) this.fetchStyles();
      const picture = commandPictureInWords(stores);
      const styles = styleChoices(stores);
      const { models, language } = chat;
      const found = commandCompletion(text, caret, { draft, models, styles, picture, language });
      if (found?.from !== dismissedAt) dismissedAt = -1;
      asked =
        found && dismissedAt === -1
          ? { kind: 'command', from: found.from, query: text.slice(found.from, caret) }
          : null;
      const options = asked && found ? found.options : [];
      this.offer(options.map((option) => ({ ...option, key: option.words, sign: '', look: '' })));
    },
    /** Their names are not here from the beginning. */
    fetchStyles(): void {
      if (stores.styles.ours.length > 0) return;
      void stores.styles.load().then(
        () => this.look(false),
        () => {},
      );
    },
    /** What the room keeps for its prompts. */
    lookForContext(text: string, caret: number): void {
      const found = promptCompletion(text, caret, chat);
      if (found?.from !== dismissedAt) dismissedAt = -1;
      asked =
        found && dismissedAt === -1
          ? { kind: 'context', from: found.from, query: text.slice(found.from, caret) }
          : null;
      const options = asked && found ? found.options : [];
      this.offer(options.map((option) => ({ ...option, key: option.words, sign: '', look: '' })));
    },
    async lookForEmoji(query: CompletionQuery): Promise<void> {
      const book = await loadEmoji();
      if (asked !== query || !book) return;
      this.offer(
        book.findEmoji(query.query, mostEmoji).map(({ emoji, codes }) => ({
          key: emoji,
          sign: emoji,
          look: 'completion-emoji',
          words: `:${codes[0] ?? ''}:`,
          note: '',
          insert: `${emoji} `,
        })),
      );
    },
    /** ":tada:" written out is the emoji itself. */
    replaceShortcode(field: HTMLTextAreaElement, caret: number): boolean {
      const code = closedShortcode(field.value, caret);
      const emoji = code === null ? null : (useEmoji()?.emojiOf(code) ?? null);
      if (code === null || emoji === null) return false;
      this.close();
      noteEmoji(emoji);
      insertText(field, emoji, caret - code.length - 2, caret);
      return true;
    },
    offer(options: CompletionOption[]): void {
      const before = this.options.map(({ key }) => key).join(' ');
      this.options = options;
      if (before === options.map(({ key }) => key).join(' ')) return;
      this.at = 0;
      if (options.length > 0) ui.announce(`${options.length} to choose from.`);
    },
    close(): void {
      asked = null;
      if (this.open) this.options = [];
    },

    onKey(event: KeyboardEvent): void {
      if (!this.open || event.isComposing || event.target !== this.field()) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const chosen = this.options[this.at];
      if (step !== undefined && !event.altKey) {
        this.at = (this.at + step + this.options.length) % this.options.length;
        document.getElementById(this.active)?.scrollIntoView({ block: 'nearest' });
      } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) {
        this.choose(chosen);
      } else if (event.key === 'Escape') {
        dismissedAt = asked?.from ?? -1;
        this.close();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
    point(index: number): void {
      this.at = index;
    },
    choose(option: CompletionOption): void {
      const field = this.field();
      if (!field || !asked) return;
      const { from, kind } = asked;
      if (kind === 'emoji') noteEmoji(option.key);
      this.close();
      insertText(field, option.insert, from, field.selectionStart);
    },
  });
}
