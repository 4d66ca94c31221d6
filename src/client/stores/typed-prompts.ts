import * as z from 'zod/mini';
import { keep, readKept } from './browser-storage.ts';

/** So many are kept of each chat. */
const most = 20;

const keptSchema = z.array(z.string());

/** Prompts with groups, as I typed them in a chat, the newest first: its images have only the results. */
export function typedPrompts(chatId: string): string[] {
  try {
    return keptSchema.parse(JSON.parse(readKept('local', keyOf(chatId)) ?? '[]'));
  } catch {
    return [];
  }
}

/** Keeps a prompt with groups as it was typed. */
export function keepTyped(chatId: string, prompt: string): void {
  const others = typedPrompts(chatId).filter((one) => one !== prompt);
  keep('local', keyOf(chatId), JSON.stringify([prompt, ...others].slice(0, most)));
}

/** Nothing will be asked for in that chat any more. */
export function forgetTyped(chatId: string): void {
  keep('local', keyOf(chatId), null);
}

function keyOf(chatId: string): string {
  return `darkroom:typed:${chatId}`;
}
