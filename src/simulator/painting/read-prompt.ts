import { hex, type Colour } from './colour.ts';
import { hashText } from './random.ts';
import { COLOUR_WORDS, VOCABULARY, type Concept } from './vocabulary.ts';

/** What a prompt says, as far as the painter understands it. */
export interface Reading {
  concepts: ReadonlySet<Concept>;
  /** In the order in which they are named. */
  colours: readonly Colour[];
  /** Stands for every word, known or not: another wording is another picture. */
  hash: number;
}

const CONCEPTS = Object.keys(VOCABULARY).filter(isConcept);
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
  const unwanted = new Set(conceptsIn(wordsOf(negativePrompt)));
  const unwantedColours = new Set(wordsOf(negativePrompt));
  const words = wordsOf(prompt);
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
  const normal = `${words.join(' ')}|${wordsOf(negativePrompt).join(' ')}`;
  return { concepts, colours, hash: hashText(normal) };
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
