import type { Said } from './read-talk.ts';

/** What people say to each other and not of the picture; whole clauses. */
const CHATTER =
  /^(?:hi|hey|hello|good (?:morning|evening)|ok(?:ay)?|yes|yeah|yep|no|nope|cool|nice|great|good|wow|perfect|thanks?|thank you|please|lol|haha|hm+|oh|sure|same|agreed|me too|love it|i (?:love|like) (?:it|that|this)|sounds good|why not|what do (?:you|we|they) think|what about (?:you|it)|any ideas?|so what now|let me (?:see|think)|one moment|brb)(?: (?:all|everyone|everybody|there|again|then|so much|about (?:it|this|that)))*$/i;

/** What leads to the thing that is meant. */
const LEAD_IN =
  /^(?:and|but|so|then|also|well|oh|ok|okay|yes|yeah|maybe|perhaps|please|just|i (?:think|imagine|see|want|would like)|i'd like|i'm thinking of|we (?:could|should|can|need)|you (?:could|can)|could we|can we|can you|let us|let's|lets|how about|what about|what if|imagine|make|draw|paint|show|have|do|add|use|there (?:is|are|was|were|should be)|it(?: is|'s)|she(?: is|'s)|he(?: is|'s)|they(?: are|'re))\s+/i;

/** Words to a machine: whoever reads messages as material passes over them. */
const ORDERS =
  /\b(?:ignore|disregard|forget|override)\b[^.!?\n]*\b(?:instructions?|rules?|prompts?|above|before)\b|\bsystem prompt\b|\byou are now\b/i;

const ENDING = 'seen from a little way off in soft light';

/**
 * One prompt of what these messages talk about, in their words and their order. What only one of
 * them says is not there without it.
 * @param mostWords how many words it has at most
 */
export function draftPrompt(messages: readonly Said[], mostWords: number): string {
  const seen = new Set<string>();
  const parts = messages.flatMap(({ text }) => clausesOf(text)).filter((clause) => isNew(clause));
  const words = parts.join(', ').split(' ');
  const room = Math.max(1, mostWords - ENDING.split(' ').length);
  const kept = words.slice(0, room).join(' ').replace(/,$/, '');
  return kept === '' ? ENDING : `${kept}, ${ENDING}`;

  function isNew(clause: string): boolean {
    const key = clause.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  }
}

function clausesOf(text: string): string[] {
  const plain = text
    .replaceAll(/```[^`]*```|https?:\/\/\S+/g, ' ')
    .replaceAll(/(^|\s)@\S+/g, '$1')
    .replaceAll(/[*_`~>#]/g, '');
  // An order is passed over to the end of its message: what it wants said comes after it.
  const order = ORDERS.exec(plain);
  const read = order ? plain.slice(0, order.index) : plain;
  return read
    .split(/[.!?;:\n]+|,\s/)
    .map((clause) => meantBy(clause))
    .filter((clause) => clause !== '');
}

function meantBy(clause: string): string {
  let left = clause.replaceAll(/\s+/g, ' ').trim();
  for (;;) {
    if (CHATTER.test(left)) return '';
    const rest = left.replace(LEAD_IN, '');
    if (rest === left) return left;
    left = rest;
  }
}
