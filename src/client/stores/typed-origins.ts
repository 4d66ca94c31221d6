import { noLists } from '../state/named-lists.ts';
import { originsOf } from '../state/recalled-prompts.ts';
import type { Stores } from './stores.ts';
import { typedPrompts } from './typed-prompts.ts';

/**
 * What the results of prompts with groups were typed as in this browser, chat by chat. Of the open one
 * the lists are known; of another a prompt that chose from a list is as it came out.
 */
export function typedOriginsIn({ chat }: Stores): (chatId: string) => ReadonlyMap<string, string> {
  return (chatId) => originsOf(typedPrompts(chatId), chatId === chat.id ? chat.lists : noLists);
}
