import { nothingSelected, withRange, withToggled, type Selection } from '../state/selection.ts';

/** Messages that are chosen in the conversation, to draft a prompt from them. */
export function createMessageSelection() {
  return {
    /** Whether a click on a message chooses it. */
    on: false,
    chosen: nothingSelected,

    begin(ids: readonly string[]): void {
      this.on = true;
      this.chosen = { ids: new Set(ids), from: ids.at(-1) ?? null };
    },
    end(): void {
      this.on = false;
      this.chosen = nothingSelected;
    },
    /** @param range whether everything from the last one that was chosen up to this one is */
    choose(id: string, range: boolean, order: readonly string[]): void {
      const chosen: Selection = this.chosen;
      this.chosen = range ? withRange(chosen, id, order) : withToggled(chosen, id);
    },
    has(id: string | null): boolean {
      return id !== null && this.chosen.ids.has(id);
    },
  };
}

export type MessageSelection = ReturnType<typeof createMessageSelection>;
