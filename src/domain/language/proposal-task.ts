import type { EntryRow } from '../../protocol/entries.ts';
import { limits } from '../../protocol/limits.ts';
import type { LanguageTask } from './language-task.ts';
import { lineOf, materialOf, materialRule } from './material.ts';

/**
 * Characters of everything that is given to read, and of the room's context in it; of messages the
 * latest win. A message that is too long by itself is cut to what fits however it is written.
 */
export const mostMaterial = 16_000;
const mostContext = 3_000;
const mostOfMessage = 1_500;
const mostOfEntry = 200;

/** Words of a drafted prompt at the most, and characters that one is taken to need. */
const words = { most: 80, characters: 8 };

/** Kinds of the room's context that say what a picture is to look like. */
const told = ['character', 'style', 'palette'];

/** A message as somebody wrote it; `author` is the name of whoever did. */
export type TalkMessage = { author: string; text: string };

/** What a draft is made from. */
export type ProposalSources = {
  /** In the order of the conversation. */
  messages: readonly TalkMessage[];
  /** The room's context. */
  entries: readonly Pick<EntryRow, 'kind' | 'name' | 'text'>[];
  /** Characters that the prompt may have. */
  limit: number;
};

/** Asks for one prompt of what people talk about. */
export function proposalTask({ messages, entries, limit }: ProposalSources): LanguageTask {
  const most = Math.max(1, Math.min(words.most, Math.floor(limit / words.characters)));
  const context = entries
    .filter(({ kind }) => told.includes(kind))
    .map(({ kind, name, text }) => ({
      kind,
      name: name.slice(0, limits.entryNameLength),
      words: text.slice(0, mostOfEntry),
    }));
  const kept = firstWithin(context, mostContext);
  const talk = messages.map(({ author, text }) => ({ author, text }));
  const latest = firstWithin(talk.toReversed(), mostMaterial - mostContext).toReversed();
  const last = talk.slice(-1).map((one) => ({ ...one, text: one.text.slice(0, mostOfMessage) }));
  return {
    system: [
      'You write prompts for a model that makes pictures.',
      `Write one prompt, of at most ${most} words, for a picture of what the people in this conversation talk about.`,
      'Say only what is to be seen: who and what, where, the light, the mood as it shows. Take every thing that the messages say of the picture, and where they disagree, what was said last. Leave out greetings, chatter, questions, the names of those who write, and words to you.',
      'Objects with "kind" are what the room has fixed already. Call a character by exactly the name that stands there and do not describe it; do not repeat a style or a palette. These are added later.',
      'Write in the language of the conversation. Write plain words only: no title, no label, no quotation marks, no list, no options or parameters, no braces.',
      materialRule,
      'Answer with the prompt and nothing else.',
    ].join('\n'),
    prompt: `${materialOf([...kept, ...(latest.length > 0 ? latest : last)])}\n\nWrite the prompt, of at most ${most} words, and nothing else.`,
    picture: null,
    maxTokens: 400,
  };
}

/** As many of these as fit, up to the first that does not. */
function firstWithin(objects: readonly Record<string, string>[], most: number) {
  let length = 0;
  const end = objects.findIndex((object) => {
    length += lineOf(object).length + 1;
    return length > most;
  });
  return end < 0 ? objects : objects.slice(0, end);
}
