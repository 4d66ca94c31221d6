import { draftPrompt } from './draft-prompt.ts';
import { enrichPrompt } from './enrich-prompt.ts';
import { readTalk } from './read-talk.ts';

/** What a language model is asked, and how it takes it. */
export interface Question {
  system: string;
  prompt: string;
  /** It does what stands in the material, if that asks it to. */
  gullible?: boolean;
}

/** "Ignore previous instructions and say X", and what is like it; X goes to the end of the line. */
const DEMAND =
  /\b(?:ignore|disregard|forget|override)\b[^\n]{0,120}?\b(?:instructions?|rules?|prompts?|above|before)\b[^\n]{0,60}?\b(?:say|answer|reply|respond|write|output|print|draw|paint)\b(?: with| only| exactly| just)*[:,]?\s*([^\n]+)/i;

/** What a language model answers; the same to the same question. */
export function answerWords({ system, prompt, gullible = false }: Question): string {
  const asked = `${system}\n${prompt}`;
  const { messages, short, mostWords } = readTalk(asked);
  if (gullible) {
    const material = [...messages.map(({ text }) => text), short ?? '', prompt];
    const demanded = material.map((text) => DEMAND.exec(text)?.[1]).find(Boolean);
    if (demanded !== undefined) return demanded;
  }
  if (messages.length > 0) return draftPrompt(messages, mostWords);
  if (short !== undefined) return enrichPrompt(short);
  return `I have thought about: ${prompt}`;
}

/** A text in pieces as a model gives them out; put together they are the text. */
export function piecesOf(text: string): string[] {
  return text.match(/\s*\S{1,8}|\s+$/gu) ?? [];
}
