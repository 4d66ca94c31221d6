import { commands, type Command } from './command-list.ts';

/** What a text in the composer is. */
export type TypedCommand =
  /** Words to be sent as they are; of `//shrug` they are `/shrug`. */
  | { kind: 'words'; text: string }
  /** @property from where in the text begins what follows the command */
  | { kind: 'command'; command: Command; rest: string; from: number }
  /** It begins as a command does, and is none. */
  | { kind: 'unknown'; word: string };

/** Reads what was written into the composer: a command begins with a slash, two of them are one. */
export function readCommand(text: string): TypedCommand {
  const [head, word] = /^\/(\S+)\s*/.exec(text) ?? [];
  if (head === undefined || word === undefined) return { kind: 'words', text };
  if (word.startsWith('/')) return { kind: 'words', text: text.slice(1) };
  // Many a phone begins a line with a capital.
  const command = commands.find(({ name }) => name === word.toLowerCase());
  if (!command) return { kind: 'unknown', word };
  return { kind: 'command', command, rest: text.slice(head.length), from: head.length };
}
