import { limits } from '../../protocol/limits.ts';
import { parseMessageText, plainText } from '../../protocol/message-text.ts';
import { withoutHidden } from './hidden-characters.ts';
import type { TalkMessage } from './proposal-task.ts';
import { shortened } from './shorten.ts';
import { withoutSyntax } from './without-syntax.ts';

/** Sentences that say nothing of a picture, in the languages that we know of. */
const chatter =
  /^(?:hi|hey|hello|hallo|good (?:morning|evening|night)|guten (?:morgen|abend|tag)|ok(?:ay)?|yes|yeah|yep|no|nope|ja|nein|cool|nice|great|super|wow|thanks?|thank you|danke|lol|haha|hm+|same|agreed|what do you think|was meint ihr|sounds good|love it|i (?:like|love) (?:it|that|this))(?: (?:all|everyone|everybody|there|together|zusammen|again|so much|about (?:it|this|that)))*[\s.!?…]*$/i;

/**
 * A prompt of the words of messages alone, for where no model writes one: their text without Markdown,
 * greetings and the signs of mentions, in their order. Where it is too much, the latest messages win.
 *
 * @returns an empty text only where no message has a word
 */
export function plainProposal(
  messages: readonly TalkMessage[],
  limit: number = limits.promptLength,
): string {
  const texts: string[] = [];
  const meant: string[] = [];
  let length = 0;
  for (const { text } of messages.toReversed()) {
    // What would be left out is not read: some texts take long.
    if (length > limit) break;
    const words = wordsOf(text);
    const said = withoutChatter(words);
    if (hasWords(words)) texts.unshift(words);
    if (!hasWords(said)) continue;
    meant.unshift(said);
    length += said.length;
  }
  return latestWithin(meant.length > 0 ? meant : texts, limit);
}

function wordsOf(text: string): string {
  const plain = plainText(parseMessageText(withoutHidden(text)))
    .replaceAll(/(?<=^|[\s(])@(?=[\p{L}\p{N}_])/gu, '')
    .replaceAll(/https?:\/\/\S+/gi, '')
    .replaceAll(/\s+/gu, ' ');
  return withoutSyntax(plain).trim();
}

function withoutChatter(text: string): string {
  const said = text.split(/(?<=[.!?…])\s+/u).filter((sentence) => !chatter.test(sentence));
  return withoutSyntax(said.join(' '));
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);
}

/** The texts as one, from the last one back as far as they fit; the last one is cut where it must be. */
function latestWithin(texts: readonly string[], limit: number): string {
  let joined = '';
  for (const text of texts.toReversed()) {
    const more = joined === '' ? text : join(text, joined);
    if (more.length > limit) break;
    joined = more;
  }
  return joined === '' ? shortened(texts.at(-1) ?? '', limit) : joined;
}

function join(before: string, after: string): string {
  return /[.!?…,;:。！？]$/u.test(before) ? `${before} ${after}` : `${before}, ${after}`;
}
