import { hex, type Colour } from './colour.ts';
import { LOOKS, type Look } from './looks/look-words.ts';
import { readLooks, without } from './looks/read-looks.ts';
import { hashText } from './random.ts';
import { COLOUR_WORDS, VOCABULARY, type Concept } from './vocabulary.ts';

/** What a prompt says, as far as the painter understands it. */
export interface Reading {
  concepts: ReadonlySet<Concept>;
  /** In the order in which they are named. */
  colours: readonly Colour[];
  /** Stands for every word, known or not: another wording is another picture. */
  hash: number;
  /** How it is to be painted. Their words are not in `hash`: a style leaves what stands where. */
  looks: readonly Look[];
  /** Stands for every word, those of the looks too. */
  wording: number;
}

const CONCEPTS = Object.keys(VOCABULARY).filter(isConcept);
const TIMES: readonly Concept[] = ['dawn', 'noon', 'sunset', 'dusk', 'bluehour', 'night'];
const BY_WORD = new Map<string, Concept[]>();
for (const concept of CONCEPTS) {
  for (const word of VOCABULARY[concept].split(' ')) {
    const known = BY_WORD.get(word) ?? [];
    BY_WORD.set(word, [...known, concept]);
  }
}

/**
 * Reads a prompt. What the negative prompt names is left out, and so is what the prompt itself
 * names after "no" or "without".
 */
export function readPrompt(prompt: string, negativePrompt: string): Reading {
  const concepts = new Set<Concept>();
  const colours: Colour[] = [];
  const said = wordsOf(prompt);
  const unsaid = wordsOf(negativePrompt);
  const denies = readLooks(unsaid).looks;
  const { looks: called, rest: words } = readLooks(said);
  const looks = called.filter((look) => !denies.includes(look));
  const leftOut = without(unsaid, called);
  const unwanted = new Set(conceptsIn(leftOut));
  const unwantedColours = new Set(leftOut);
  const implied = new Set<Concept>();
  for (const look of looks) {
    const { implies } = { implies: undefined, ...LOOKS[look] };
    if (implies !== undefined) implied.add(implies);
  }
  for (const [i, word] of words.entries()) {
    const pair = `${word}-${words[i + 1] ?? ''}`;
    const denied = ['no', 'without'].some((no) => words[i - 1] === no);
    for (const concept of [...(BY_WORD.get(word) ?? []), ...(BY_WORD.get(pair) ?? [])]) {
      if (denied) unwanted.add(concept);
      else concepts.add(concept);
    }
    const colour = COLOUR_WORDS[word];
    // "Blue hour", "golden hour", "rose bush": a time and a plant, not colours.
    const part = ['blue-hour', 'golden-hour'].includes(pair);
    if (colour && !denied && !part && !unwantedColours.has(word)) colours.push(hex(colour));
  }
  for (const concept of unwanted) concepts.delete(concept);
  // A look that has its own time of day goes before the prompt's.
  if (implied.size > 0) for (const time of TIMES) concepts.delete(time);
  for (const concept of implied) concepts.add(concept);
  const hash = hashText(`${words.join(' ')}|${leftOut.join(' ')}`);
  const wording = hashText(`${said.join(' ')}|${unsaid.join(' ')}`);
  return { concepts, colours, hash, looks, wording };
}

function isConcept(name: string): name is Concept {
  return name in VOCABULARY;
}

function conceptsIn(words: readonly string[]): Concept[] {
  return words.flatMap((word, i) => [
    ...(BY_WORD.get(word) ?? []),
    ...(BY_WORD.get(`${word}-${words[i + 1] ?? ''}`) ?? []),
  ]);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
