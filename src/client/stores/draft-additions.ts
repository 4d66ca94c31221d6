import { inheritedKey } from '../state/chosen-styles.ts';
import type { DraftStore } from './draft-store.ts';

/** Whether the room's context goes with the prompts of this draft. */
export function setContext(draft: DraftStore, on: boolean): void {
  draft.context = on;
  draft.save();
}

/** Leaves something out of the next request, by its key. A style that was chosen is chosen no more. */
export function leaveOut(draft: DraftStore, key: string): void {
  const styles = draft.styles.filter((style) => inheritedKey(style) !== key);
  if (styles.length < draft.styles.length) draft.styles = styles;
  else draft.without = [...new Set([...draft.without, key])];
  draft.save();
}

/** Puts back what was left out. */
export function putBack(draft: DraftStore, key: string): void {
  draft.without = draft.without.filter((one) => one !== key);
  draft.save();
}

/** The request is made: what was left out of it goes with the next one again. */
export function clearLeftOut(draft: DraftStore): void {
  draft.without = [];
  draft.save();
}

/** Takes words that go on from the last image as a prompt of their own. */
export function takeAsNew(draft: DraftStore): void {
  draft.as_new = true;
  draft.parent = null;
  draft.save();
}
