import { pastRows, type PromptRow } from '../state/prompt-rows.ts';
import { sentenceOf } from '../stores/http-api.ts';
import { latestPrompts } from '../stores/latest-prompts.ts';
import { openPanel } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { typedOriginsIn } from '../stores/typed-origins.ts';
import { usePromptRow } from '../stores/use-prompt-row.ts';
import { defineComponent } from './define-component.ts';
import { anchorOf } from './message-focus.ts';
import { showBeside, walkButtons } from './message-popover.ts';

/** So many are in the short list; all of them are in the tab "Prompts". */
const most = 8;

/** The button beside the prompt, and the list of my latest ones that it opens. */
export function recentPrompts(stores: Stores) {
  return defineComponent({
    rows: [] as PromptRow[],
    open: false,
    /** Empty, or why there is none. */
    note: '',

    get expanded(): 'true' | 'false' {
      return this.open ? 'true' : 'false';
    },
    async toggle(): Promise<void> {
      if (this.open) return this.close();
      this.note = '';
      try {
        const rows = pastRows(await latestPrompts(), true, typedOriginsIn(stores));
        this.rows = rows.slice(0, most);
        if (rows.length === 0) this.note = 'You have not asked for a picture yet.';
      } catch (error) {
        this.rows = [];
        this.note = sentenceOf(error);
      }
      await this.$nextTick();
      const { list, button } = this.$refs;
      if (list && button) showBeside(list, anchorOf(button));
    },
    toggled(event: ToggleEvent): void {
      this.open = event.newState === 'open';
    },
    close(): void {
      this.$refs['list']?.hidePopover();
    },
    onKey(event: KeyboardEvent): void {
      const { list } = this.$refs;
      if (!list || !this.open) return;
      walkButtons(list, event);
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.$refs['button']?.focus();
    },
    use(row: PromptRow): void {
      this.close();
      usePromptRow(stores, row);
    },
    all(): void {
      this.close();
      openPanel(stores, 'prompts');
    },
  });
}
