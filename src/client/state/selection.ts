/** Ids that are chosen in a list, and the one from which a range goes on. Never changed in place. */
export interface Selection {
  ids: ReadonlySet<string>;
  from: string | null;
}

export const nothingSelected: Selection = { ids: new Set(), from: null };

/** Chooses one, or takes it back. */
export function withToggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, from: id };
}

/** Chooses everything from the last one that was chosen up to this one. @param order as it is shown */
export function withRange(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.from === null ? -1 : order.indexOf(selection.from);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return withToggled(selection, id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), from: selection.from };
}

/** Chooses everything, or where that is so already, nothing. */
export function withAll({ ids }: Selection, order: readonly string[]): Selection {
  return order.every((id) => ids.has(id)) ? nothingSelected : { ids: new Set(order), from: null };
}

/** What of it is still there. @returns the same where all of it is */
export function withoutGone(selection: Selection, order: readonly string[]): Selection {
  const there = order.filter((id) => selection.ids.has(id));
  if (there.length === selection.ids.size) return selection;
  return { ids: new Set(there), from: selection.from };
}
