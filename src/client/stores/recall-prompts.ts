import { pastRows } from '../state/prompt-rows.ts';
import { recalledPrompts, type RecalledPrompt } from '../state/recalled-prompts.ts';
import { sentenceOf } from './http-api.ts';
import { latestPrompts } from './latest-prompts.ts';
import type { Stores } from './stores.ts';
import { typedOriginsIn } from './typed-origins.ts';
import { typedPrompts } from './typed-prompts.ts';

/**
 * Walks back through my prompts: those of this room, or where it has none, of all my rooms.
 *
 * @returns what takes a step, 1 further back or -1 further forward; `begin` runs before the first
 *   prompt comes into the field
 */
export function promptRecall(stores: Stores): (step: 1 | -1, begin?: () => void) => Promise<void> {
  const { chat, draft, ui } = stores;
  let elsewhere: RecalledPrompt[] = [];
  const latest = async () => {
    const rows = pastRows(await latestPrompts(), true, typedOriginsIn(stores));
    return rows.map(({ prompt, as_is }) => ({ prompt, as_is }));
  };
  return async (step, begin) => {
    const { chatId } = draft;
    const here = recalledPrompts(chat.myPrompts(), typedPrompts(chatId), chat.lists);
    try {
      if (here.length === 0 && draft.recalled === -1 && step === 1) elsewhere = await latest();
    } catch (error) {
      ui.toast(sentenceOf(error), false);
    }
    if (draft.chatId !== chatId) return;
    const prompts = here.length > 0 ? here : elsewhere;
    if (prompts.length > 0) begin?.();
    draft.recall(prompts, step);
  };
}
