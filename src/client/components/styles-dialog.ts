// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import '../styles/styles-dialog.css';
import { limits } from '../../protocol/limits.ts';
import { styleSchema } from '../../protocol/style.ts';
import { styleGroupsOf, type StyleGroupView } from '../state/styles/style-groups.ts';
import {
  isSameStyle,
  namesOf,
  styleOf,
  toggled,
  tooManyStyles,
  type StyleChoice,
} from '../state/styles/style-choice.ts';
import { initialOf } from '../state/words.ts';
import { setStyles, styleChoices } from '../stores/chosen-styles.ts';
import { sentenceOf } from '../stores/http-api.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

interface StylesState {
  search: string;
  /** The style whose words are shown: the one under the pointer, or with the focus. */
  looked: StyleChoice | null;
  /** Why one more cannot be chosen; or empty. */
  refusal: string;
  /** Whether the form is shown; `edited` is what it changes, `null` for a new one. */
  writing: boolean;
  edited: StyleChoice | null;
  where: 'mine' | 'room';
  isSaving: boolean;
  /** Whether deleting was asked for, and is to be said once more. */
  isSure: boolean;
}

/** What is typed into the form, and what is wrong with it. */
const typed = { name: '', text: '', leave_out: '', error: '', failure: '' };

/** All styles, to choose several of them; and the form in which one's own or the room's is written. */
export function stylesDialog(stores: Stores) {
  const { chat, draft, styles, ui } = stores;
  const start: StylesState = {
    search: '',
    looked: null,
    refusal: '',
    writing: false,
    edited: null,
    where: 'mine',
    isSaving: false,
    isSure: false,
  };
  return defineComponent({
    ...typed,
    ...start,

    init() {
      this.opened();
      this.$watch('isOpen', (open: boolean) => {
        if (open) this.opened();
      });
    },
    get isOpen(): boolean {
      return ui.dialog === 'styles';
    },
    opened(): void {
      Object.assign(this, { search: '', looked: null, writing: false, refusal: '' });
      this.toTop();
      void styles.load().catch(() => {});
      // A keyboard on the screen would cover the pictures.
      if (!window.matchMedia('(hover: hover) and (pointer: fine)').matches) return;
      void this.$nextTick(() => requestAnimationFrame(() => this.$refs['search']?.focus()));
    },

    /** What the room and the person have stands first. */
    toTop(): void {
      this.$refs['list']?.scrollTo({ top: 0 });
    },
    get groups(): StyleGroupView[] {
      return styleGroupsOf(styleChoices(stores), this.search);
    },
    get isNothing(): boolean {
      return this.groups.length === 0;
    },
    get nothingWords(): string {
      return `No style has “${this.search.trim()}” in it.`;
    },
    get mineFailure(): string {
      return styles.failure;
    },
    isChosen(style: StyleChoice): 'true' | 'false' {
      return draft.styles.some((one) => isSameStyle(one, style)) ? 'true' : 'false';
    },
    choose(style: StyleChoice): void {
      const next = toggled(draft.styles, style);
      const isTooMany = next.length > limits.stylesPerRequest;
      this.refusal = isTooMany ? tooManyStyles : '';
      this.looked = style;
      if (!isTooMany) setStyles(draft, next);
    },
    look(style: StyleChoice): void {
      this.looked = style;
      this.refusal = '';
    },
    /** What the styles add, in words: of the one that is looked at, or which are chosen. */
    get wordsTitle(): string {
      if (this.looked) return this.looked.name;
      return draft.styles.length === 0 ? 'Choose one or several' : namesOf(draft.styles);
    },
    get words(): string {
      if (this.refusal !== '') return this.refusal;
      const { looked } = this;
      if (!looked) return 'What is chosen goes with every picture until you take it off.';
      return [looked.text, withoutWords(looked)].filter(Boolean).join(' · ');
    },
    describe(style: StyleChoice): string {
      return [style.text, withoutWords(style)].filter(Boolean).join('. ');
    },
    editWords({ name }: StyleChoice): string {
      return `Edit ${name}`;
    },
    initialOf({ name }: StyleChoice): string {
      return initialOf(name);
    },
    get hasAny(): boolean {
      return draft.styles.length > 0;
    },
    clear(): void {
      setStyles(draft, []);
      this.looked = null;
      this.$refs['search']?.focus();
    },

    tiles(): HTMLElement[] {
      return [...this.$root.querySelectorAll<HTMLElement>('.style-tile')];
    },
    /** Arrows go from tile to tile; up and down to the nearest one of the next row. */
    onKey(event: KeyboardEvent): void {
      const tiles = this.tiles();
      const at = tiles.findIndex((tile) => tile === document.activeElement);
      const to = at < 0 ? null : nextTile(tiles, at, event.key);
      if (!to) return;
      event.preventDefault();
      to.focus();
      to.scrollIntoView({ block: 'nearest' });
    },
    /** From the search down to what it found; Enter chooses it where it is the only one. */
    onSearchKey(event: KeyboardEvent): void {
      if (event.isComposing) return;
      const found = this.groups.flatMap((group) => group.styles);
      const [only] = found;
      if (event.key === 'ArrowDown') this.tiles()[0]?.focus();
      else if (event.key === 'Enter' && only && found.length === 1) this.choose(only);
      else if (event.key === 'Escape' && this.search !== '') this.search = '';
      else return;
      event.preventDefault();
      event.stopPropagation();
    },

    /** A new style, of the words of those that are chosen. */
    write(): void {
      const text = draft.styles.map((style) => style.text).filter(Boolean);
      const terms = draft.styles.map((style) => style.negative_prompt).filter(Boolean);
      Object.assign(this, typed, { text: text.join(', '), leave_out: terms.join(', ') });
      this.where = 'mine';
      this.show(null);
    },
    edit(style: StyleChoice): void {
      Object.assign(this, typed, style, { leave_out: style.negative_prompt });
      this.where = style.of === 'room' ? 'room' : 'mine';
      this.show(style);
    },
    show(edited: StyleChoice | null): void {
      Object.assign(this, { edited, writing: true, isSure: false });
      void this.$nextTick(() => this.$refs['name']?.focus());
    },
    back(): void {
      this.writing = false;
      this.toTop();
      void this.$nextTick(() => this.$refs['title']?.focus());
    },
    get formTitle(): string {
      return this.edited ? 'Edit the style' : 'Save as a style';
    },
    isWhere(where: string): 'true' | 'false' {
      return this.where === where ? 'true' : 'false';
    },
    setWhere(where: 'mine' | 'room'): void {
      this.where = where;
    },
    get saveWords(): string {
      return this.isSaving ? 'Saving…' : 'Save';
    },
    get deleteWords(): string {
      if (!this.isSure) return 'Delete';
      return this.where === 'room' ? 'Delete it for everybody' : 'Delete it for good';
    },
    /** What was wrong is not so any more. */
    changed(): void {
      this.error = '';
      this.failure = '';
    },
    async save(): Promise<void> {
      if (this.isSaving) return;
      const { name, text, leave_out, edited, where } = this;
      const read = styleSchema.safeParse({ name, text, negative_prompt: leave_out });
      if (!read.success) {
        const [issue] = read.error.issues;
        this.error = issue?.path[0] === 'name' ? 'name' : 'words';
        this.failure = issue?.message ?? '';
        return;
      }
      if (read.data.text === '' && read.data.negative_prompt === '') {
        this.error = 'words';
        this.failure = 'Write what the style adds, or what it leaves out.';
        return;
      }
      const style = styleOf(read.data);
      const done = await this.run(async () => {
        if (where === 'mine') await styles.keep(style, edited?.id ?? null);
        else if (edited) chat.changeEntry(edited.id, style);
        else chat.addEntry('style', { ...style, tags: [], always: false });
      });
      if (!done) return;
      // Where it was on, it stays on as it is now.
      const chosen = draft.styles.map((one) => (edited && isSameStyle(one, edited) ? style : one));
      setStyles(draft, chosen);
      this.back();
    },
    async remove(): Promise<void> {
      const { edited } = this;
      if (!edited) return;
      if (!this.isSure) {
        this.isSure = true;
        return;
      }
      const done = await this.run(async () => {
        if (edited.of === 'mine') await styles.forget(edited.id);
        else chat.changeEntry(edited.id, { deleted: true });
      });
      if (!done) return;
      setStyles(
        draft,
        draft.styles.filter((one) => !isSameStyle(one, edited)),
      );
      this.looked = null;
      this.back();
    },
    /** @returns whether it was done; else the form says why not */
    async run(deed: () => Promise<void>): Promise<boolean> {
      this.isSaving = true;
      this.changed();
      try {
        await deed();
        return true;
      } catch (error) {
        this.failure = sentenceOf(error);
        return false;
      } finally {
        this.isSaving = false;
      }
    },
  });
}

function withoutWords({ negative_prompt }: StyleChoice): string {
  return negative_prompt === '' ? '' : `without ${negative_prompt}`;
}

function nextTile(tiles: readonly HTMLElement[], at: number, key: string): HTMLElement | null {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step !== undefined) return tiles[at + step] ?? null;
  if (key === 'Home') return tiles[0] ?? null;
  if (key === 'End') return tiles.at(-1) ?? null;
  const down = { ArrowDown: 1, ArrowUp: -1 }[key];
  const from = tiles[at]?.getBoundingClientRect();
  if (down === undefined || !from) return null;
  const beyond = tiles
    .map((tile) => ({ tile, place: tile.getBoundingClientRect() }))
    .filter(({ place }) => (place.top - from.top) * down > from.height / 2);
  const far = ({ place }: (typeof beyond)[number]) =>
    Math.abs(place.top - from.top) * 10 + Math.abs(place.left - from.left);
  return beyond.toSorted((a, b) => far(a) - far(b))[0]?.tile ?? null;
}
