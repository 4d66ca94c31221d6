import { limits } from '../../protocol/limits.ts';
import { noLists, type NamedLists } from './named-lists.ts';
import { firstPrompts, isPlain, permutationsOf } from './permutations.ts';

/** A prompt to be brought back into the field. */
export interface RecalledPrompt {
  prompt: string;
  /** Whether braces in it are only braces. */
  as_is: boolean;
}

/** By each prompt that comes of one with groups, the one that it was typed as: the first that fits. */
export function originsOf(typed: readonly string[], lists: NamedLists): Map<string, string> {
  const origins = new Map<string, string>();
  for (const text of typed) {
    const results = firstPrompts(permutationsOf(text, lists), limits.liveImages.perPerson);
    for (const result of results) if (!origins.has(result)) origins.set(result, text);
  }
  return origins;
}

/**
 * My prompts, the newest first, with those that came from groups as they were typed.
 *
 * @param prompts as the images have them
 * @param typed prompts with groups, as they were typed, the newest first
 * @param lists those of the room, by name
 */
export function recalledPrompts(
  prompts: readonly string[],
  typed: readonly string[],
  lists: NamedLists = noLists,
): RecalledPrompt[] {
  const origins = originsOf(typed, lists);
  const recalled = new Map<string, RecalledPrompt>();
  for (const prompt of prompts) {
    const text = origins.get(prompt) ?? prompt;
    const as_is = !origins.has(prompt) && !isPlain(prompt, lists);
    if (!recalled.has(text)) recalled.set(text, { prompt: text, as_is });
  }
  return [...recalled.values()];
}
