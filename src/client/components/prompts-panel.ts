import type { KeptPrompt } from '../../protocol/http.ts';
import { nameFor, type Keeping } from '../state/keeping.ts';
import {
  fittingRows,
  keptRows,
  pastRows,
  sharedRows,
  tagsOf,
  type PromptRow,
} from '../state/prompt-rows.ts';
import { openPanel } from '../stores/actions.ts';
import { openKeeping } from '../stores/keep-prompt-of.ts';
import { showPicturesOf, useAllOfRow } from '../stores/prompt-deeds.ts';
import type { PromptScope, PromptsStore } from '../stores/prompts-store.ts';
import type { Stores } from '../stores/stores.ts';
import { typedOriginsIn } from '../stores/typed-origins.ts';
import { usePromptRow } from '../stores/use-prompt-row.ts';
import { defineComponent } from './define-component.ts';
import { anchorOf } from './message-focus.ts';
import { showBeside, walkButtons } from './message-popover.ts';
import { promptsEmpty, type Empty } from './prompts-empty.ts';

/** D1 has what a room made a moment after everybody saw it, in milliseconds. */
const projectionTime = 1_000;

/** Before the last prompt comes into sight, the next ones are asked for: so many pixels. */
const ahead = 600;

/** The prompts of this room, mine of all rooms, and those that are kept: to find, use and keep. */
export function promptsPanel(stores: Stores, prompts: PromptsStore) {
  const { chat, ui } = stores;
  let refresh: ReturnType<typeof setTimeout> | undefined;
  return defineComponent({
    none: promptsEmpty(prompts),
    prompts,
    /** Not "tag": in the lists of tags that is the one of the loop. */
    chosenTag: null as string | null,
    /** The row whose menu is open. */
    opened: null as PromptRow | null,

    init() {
      this.$watch('wanted', () => this.follow());
      this.$watch('finished', () => this.followSoon());
      this.follow();
    },
    /** What is looked at; empty while the tab is not. */
    get wanted(): string {
      return ui.panel === 'prompts' && chat.id !== null ? chat.id : '';
    },
    /** How many pictures of the room have ended, as far as it is here. */
    get finished(): number {
      if (this.wanted === '') return 0;
      const ended = [...chat.images.values()].filter(({ completed_at }) => completed_at !== null);
      return ended.length;
    },
    follow(): void {
      if (this.wanted === '') return prompts.stop();
      if (prompts.chatId !== this.wanted) {
        this.chosenTag = null;
        if (prompts.scope === 'room')
          Object.assign(prompts, { past: [], next: null, answered: '' });
      }
      prompts.chatId = this.wanted;
      if (!prompts.hasKept) void prompts.loadKept();
      void prompts.load();
    },
    /** One that was asked for anew is shown, but not while somebody looks further down. */
    followSoon(): void {
      clearTimeout(refresh);
      const isAtTop = (this.$refs['list']?.scrollTop ?? 0) < ahead;
      if (this.wanted === '' || !isAtTop) return;
      refresh = setTimeout(() => void prompts.load(), projectionTime);
    },

    get text(): string {
      return prompts.text;
    },
    set text(text: string) {
      prompts.text = text;
      if (prompts.scope !== 'kept') prompts.later();
    },
    isScope(scope: PromptScope): 'true' | 'false' {
      return prompts.scope === scope ? 'true' : 'false';
    },
    choose(scope: PromptScope): void {
      if (prompts.scope !== scope) Object.assign(prompts, { past: [], next: null, answered: '' });
      prompts.scope = scope;
      this.chosenTag = null;
      this.$refs['list']?.scrollTo(0, 0);
      void prompts.load();
    },
    everywhere(): void {
      this.choose('mine');
    },
    toRoom(): void {
      this.choose('room');
    },
    clear(): void {
      this.chosenTag = null;
      this.text = '';
      this.$refs['field']?.focus();
    },
    again(): void {
      void prompts.load();
    },
    more(): void {
      void prompts.more();
    },
    scrolled(): void {
      const { list } = this.$refs;
      if (!list || prompts.failure !== '') return;
      if (list.scrollTop + list.clientHeight > list.scrollHeight - ahead) void prompts.more();
    },
    toCreate(): void {
      openPanel(stores, 'create');
    },

    /** What is kept, for me or in the room: above what was asked with. */
    get library(): PromptRow[] {
      if (this.wanted === '' || prompts.scope === 'mine') return [];
      return prompts.scope === 'kept' ? keptRows(prompts.kept) : sharedRows(chat.roomEntries);
    },
    get shownLibrary(): PromptRow[] {
      return fittingRows(this.library, prompts.text, this.chosenTag);
    },
    get empty(): Empty | null {
      return this.none.emptyOf(this.shownLibrary.length + this.past.length, this.chosenTag);
    },
    get past(): PromptRow[] {
      if (this.wanted === '' || prompts.scope === 'kept' || this.chosenTag !== null) return [];
      return pastRows(prompts.past, prompts.scope === 'mine', typedOriginsIn(stores));
    },
    get hasHeads(): boolean {
      return prompts.scope === 'room' && this.library.length > 0;
    },
    get tags(): string[] {
      return tagsOf(this.library);
    },
    isTag(tag: string): 'true' | 'false' {
      return this.chosenTag === tag ? 'true' : 'false';
    },
    chooseTag(tag: string): void {
      this.chosenTag = this.chosenTag === tag ? null : tag;
    },

    keptOf(row: PromptRow): KeptPrompt | undefined {
      return prompts.kept.find(
        ({ text, negative_prompt }) =>
          text === row.prompt && negative_prompt === row.negative_prompt,
      );
    },
    isKept(row: PromptRow): 'true' | 'false' {
      return this.keptOf(row) ? 'true' : 'false';
    },
    keepWords(row: PromptRow): string {
      return this.keptOf(row) ? 'Change what you keep' : 'Keep';
    },
    keep(row: PromptRow): void {
      const kept = this.keptOf(row);
      this.ask(row, 'mine', kept ?? null);
    },
    share(row: PromptRow): void {
      this.ask(row, 'room', null);
    },
    change(row: PromptRow): void {
      if (row.kind === 'shared') this.ask(row, 'room', { ...row, tags: [...row.tags] });
      else this.keep(row);
    },
    /** @param kept what it is already, where it is to be changed */
    ask(
      row: PromptRow,
      where: Keeping['where'],
      kept: { id: string | null; name: string; tags: string[] } | null,
    ): void {
      const { prompt: text, negative_prompt, image_id } = row;
      const name = kept?.name ?? (row.name || nameFor(text));
      const tags = kept?.tags ?? row.tags;
      openKeeping(stores, {
        where,
        id: kept?.id ?? null,
        name,
        text,
        negative_prompt,
        tags,
        image_id,
      });
    },

    use(row: PromptRow): void {
      usePromptRow(stores, row);
    },
    useAll(row: PromptRow): void {
      void useAllOfRow(stores, row);
    },
    copy(row: PromptRow): void {
      void ui.copy(row.prompt, 'Prompt copied');
    },
    canShow(row: PromptRow): boolean {
      return row.place !== null || (row.image_id !== null && chat.images.has(row.image_id));
    },
    showPictures(row: PromptRow): void {
      if (this.canShow(row)) showPicturesOf(stores, row);
    },
    /** A picture that could not be reached leaves its place empty. */
    hide(event: Event): void {
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.hidden = true;
    },

    openMenu(row: PromptRow, event: MouseEvent): void {
      const { currentTarget } = event;
      const { menu } = this.$refs;
      if (!(currentTarget instanceof HTMLElement) || !menu) return;
      this.opened = row;
      void this.$nextTick(() => showBeside(menu, anchorOf(currentTarget)));
    },
    get menuRows(): PromptRow[] {
      return this.opened ? [this.opened] : [];
    },
    menuToggled(event: ToggleEvent): void {
      if (event.newState === 'closed') this.opened = null;
    },
    onMenuKey(event: KeyboardEvent): void {
      const { menu } = this.$refs;
      if (!menu) return;
      walkButtons(menu, event);
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      menu.hidePopover();
    },
    /** Before what was chosen is done: a dialog then gives the focus back to the button, too. */
    closeMenu(): void {
      this.$refs['menu']?.hidePopover();
    },
    /** The arrows walk from one prompt to the next; from the field into the list. */
    onKey(event: KeyboardEvent): void {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const { target } = event;
      if (step === undefined || event.isComposing || !(target instanceof Element)) return;
      const rows = [...this.$root.querySelectorAll<HTMLElement>('.prompt-row')];
      const at = rows.findIndex((row) => row.contains(target));
      if (at === -1 && target !== this.$refs['field']) return;
      event.preventDefault();
      const next = rows[at + step];
      if (next) next.querySelector<HTMLElement>('.prompt-use')?.focus();
      else if (step === -1) this.$refs['field']?.focus();
    },
  });
}
