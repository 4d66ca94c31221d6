import type { Model } from '../../protocol/model.ts';
import { madeBy, modelGroups, type ModelGroup, type ModelRow } from '../state/model-list.ts';
import { priceOf, usualTime } from '../state/model-words.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { anchorOf, placeBeside } from './message-focus.ts';

/** Letters that are typed within this many milliseconds are one word. */
const wordPause = 700;

/** The chosen model, and the list of those that the room offers, which opens over the page. */
export function modelPicker({ chat, chats, draft, ui }: Stores) {
  let typed = '';
  let typedAt = Number.NEGATIVE_INFINITY;
  const isTyping = ({ timeStamp }: Event) => timeStamp - typedAt < wordPause;
  return defineComponent({
    open: false,

    get chosen(): Model | undefined {
      return draft.modelFor(chat.models);
    },
    get name(): string {
      return this.chosen?.name ?? 'Model';
    },
    /** "about 4 s · $0.025 a picture". */
    get line(): string {
      const { chosen } = this;
      if (!chosen) return '';
      const price = chosen.price === null ? priceOf(chosen) : `${priceOf(chosen)} a picture`;
      return [usualTime(chosen), price].filter(Boolean).join(' · ');
    },
    get thumb(): string {
      return madeBy(this.chosen, chat.gallery);
    },
    get groups(): ModelGroup[] {
      return this.open ? modelGroups(chat.models, this.chosen, chat.gallery) : [];
    },
    get expanded(): 'true' | 'false' {
      return this.open ? 'true' : 'false';
    },
    /** Whether the room is mine, and so what it offers. */
    get owned(): boolean {
      return chats.list.some(({ id, is_owner }) => id === chat.id && is_owner);
    },

    toggle(): void {
      const { list } = this.$refs;
      if (this.open) list?.hidePopover();
      else list?.showPopover();
    },
    toggled(event: ToggleEvent): void {
      this.open = event.newState === 'open';
      const { list, button } = this.$refs;
      if (!this.open || !list || !button) return;
      void this.$nextTick(() => {
        const anchor = anchorOf(button);
        // From its left edge on, like the lists beside it.
        placeBeside(list, { ...anchor, right: anchor.left + list.offsetWidth });
        const rows = this.rows();
        const chosen = rows.find((row) => row.getAttribute('aria-selected') === 'true');
        (chosen ?? rows[0])?.focus();
        chosen?.scrollIntoView({ block: 'nearest' });
      });
    },
    close(): void {
      this.$refs['list']?.hidePopover();
      this.$refs['button']?.focus();
    },
    choose({ id }: ModelRow): void {
      draft.setModel(id, chat.models);
      this.close();
    },
    manage(): void {
      this.close();
      ui.dialog = 'models';
    },

    rows(): HTMLElement[] {
      return [...(this.$refs['list']?.querySelectorAll<HTMLElement>('.model-row') ?? [])];
    },
    onKey(event: KeyboardEvent): void {
      const rows = this.rows();
      const at = rows.findIndex((row) => row === document.activeElement);
      const to = {
        ArrowDown: Math.min(at + 1, rows.length - 1),
        ArrowUp: Math.max(at - 1, 0),
        Home: 0,
        End: rows.length - 1,
      }[event.key];
      if (event.key === 'Escape') this.close();
      else if (to !== undefined) rows[to]?.focus();
      else if (event.key === 'Enter' && at >= 0) rows[at]?.click();
      else if (event.key === ' ' && at >= 0 && !isTyping(event)) rows[at]?.click();
      else if (!this.find(rows, event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    /** Goes to the model whose name begins as it is typed. */
    find(rows: readonly HTMLElement[], event: KeyboardEvent): boolean {
      const { key, timeStamp, ctrlKey, metaKey } = event;
      if (key.length !== 1 || ctrlKey || metaKey) return false;
      typed = isTyping(event) ? typed + key : key;
      typedAt = timeStamp;
      const models = this.groups.flatMap((group) => group.rows);
      const word = typed.toLowerCase();
      const index = models.findIndex(({ name }) => name.toLowerCase().startsWith(word));
      rows[index]?.focus();
      return true;
    },
  });
}
