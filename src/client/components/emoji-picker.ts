import type { Emoji } from '../emoji/emoji-book.ts';
import { loadEmoji } from '../emoji/load-emoji.ts';
import { noteEmoji, recentEmoji } from '../emoji/recent-emoji.ts';
import { defineComponent } from './define-component.ts';
import { insertText } from './insert-text.ts';
import { anchorOf, placeBeside } from './message-focus.ts';

const mostFound = 60;

/** The emoji to choose from: those used last first, and all of them by group or by what is typed. */
export function emojiPicker() {
  return defineComponent({
    open: false,
    query: '',
    missing: false,
    none: false,

    get expanded(): 'true' | 'false' {
      return this.open ? 'true' : 'false';
    },
    panel(): HTMLElement | null {
      return this.$root.querySelector<HTMLElement>('.emoji-panel');
    },
    grid(): HTMLElement | null {
      return this.$root.querySelector<HTMLElement>('.emoji-grid');
    },
    button(): HTMLElement | null {
      return this.$root.querySelector<HTMLElement>('[data-opens-emoji]');
    },

    toggle(): void {
      if (this.open) this.panel()?.hidePopover();
      else this.show();
    },
    show(): void {
      const [panel, button] = [this.panel(), this.button()];
      if (!panel || !button) return;
      this.query = '';
      panel.showPopover();
      // Above the whole composer: what is written stays in sight.
      const { top, bottom } = anchorOf(this.$root.closest('form') ?? button);
      placeBeside(panel, { ...anchorOf(button), top, bottom });
      if (window.matchMedia('(hover: hover)').matches) panel.querySelector('input')?.focus();
      void this.draw();
    },
    toggled(event: ToggleEvent): void {
      this.open = event.newState === 'open';
    },

    async draw(): Promise<void> {
      const book = await loadEmoji();
      const grid = this.grid();
      this.missing = book === null;
      if (!book || !grid) return;
      const found = book.findEmoji(this.query, mostFound);
      this.none = this.query.trim() !== '' && found.length === 0;
      const all = book.emojiGroups.flatMap(({ emoji }) => emoji);
      const recent = recentEmoji().flatMap(
        (drawn) => all.find(({ emoji }) => emoji === drawn) ?? [],
      );
      const sections =
        this.query.trim() === ''
          ? [{ name: 'Used last', emoji: recent }, ...book.emojiGroups]
          : [{ name: '', emoji: found }];
      grid.replaceChildren(...sections.filter(({ emoji }) => emoji.length > 0).map(sectionOf));
      grid.scrollTop = 0;
    },

    onClick(event: MouseEvent): void {
      const { target } = event;
      const button = target instanceof Element ? target.closest('.emoji-choice') : null;
      if (button) this.choose(button.textContent);
    },
    choose(emoji: string): void {
      const field = this.$root.closest('form')?.querySelector('textarea');
      noteEmoji(emoji);
      this.panel()?.hidePopover();
      if (field) insertText(field, emoji);
    },

    onKey(event: KeyboardEvent): void {
      const choices = [...(this.grid()?.querySelectorAll<HTMLElement>('.emoji-choice') ?? [])];
      const at = choices.findIndex((choice) => choice === document.activeElement);
      const inField = event.target instanceof HTMLInputElement;
      if (event.key === 'Escape') {
        this.panel()?.hidePopover();
        this.button()?.focus();
      } else if (event.key === 'Enter' && inField) {
        const first = choices[0];
        if (first && this.query.trim() !== '') this.choose(first.textContent);
      } else if (event.key === 'ArrowDown' && inField) choices[0]?.focus();
      else if (at >= 0 && event.key.startsWith('Arrow')) this.step(choices, at, event.key);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    step(choices: HTMLElement[], at: number, key: string): void {
      const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (sideways !== undefined) return choices[at + sideways]?.focus();
      const here = choices[at];
      if (!here) return;
      const { offsetTop, offsetLeft } = here;
      const next =
        key === 'ArrowDown'
          ? choices.find((one) => one.offsetTop > offsetTop && one.offsetLeft >= offsetLeft)
          : choices.findLast((one) => one.offsetTop < offsetTop && one.offsetLeft <= offsetLeft);
      if (next) next.focus();
      else if (key === 'ArrowUp') this.panel()?.querySelector('input')?.focus();
    },
  });
}

function sectionOf({ name, emoji }: { name: string; emoji: readonly Emoji[] }): HTMLElement {
  const section = document.createElement('section');
  section.className = 'emoji-section';
  if (name !== '') {
    const title = document.createElement('h3');
    title.className = 'emoji-title';
    title.textContent = name;
    section.append(title);
  }
  const choices = document.createElement('div');
  choices.className = 'emoji-choices';
  choices.append(...emoji.map(choiceOf));
  section.append(choices);
  return section;
}

function choiceOf({ emoji, codes }: Emoji): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'emoji-choice';
  button.textContent = emoji;
  button.title = `:${codes[0] ?? ''}:`;
  button.setAttribute('aria-label', (codes[0] ?? emoji).replaceAll('_', ' '));
  return button;
}
