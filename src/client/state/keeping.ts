import { limits } from '../../protocol/limits.ts';

/** A prompt that is about to be kept, or to be changed where it is kept. */
export interface Keeping {
  /** For me alone, or in the room's library. */
  where: 'mine' | 'room';
  /** What it changes; `null` for a new one. */
  id: string | null;
  name: string;
  text: string;
  negative_prompt: string;
  tags: readonly string[];
  /** The image that it is kept from. */
  image_id: string | null;
}

const mostWords = 5;

/** A name for a prompt, from how it begins: whole words, without the comma at their end. */
export function nameFor(prompt: string): string {
  const words = prompt.trim().split(/\s+/).slice(0, mostWords);
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word : `${name} ${word}`;
    if (longer.length > limits.entryNameLength) break;
    name = longer;
  }
  const whole = name === '' ? (words[0] ?? '').slice(0, limits.entryNameLength) : name;
  return whole.replace(/[,;:.]+$/, '');
}

/** What is typed as tags, with commas between them: each once, without "#". */
export function typedTags(typed: string): string[] {
  const tags = typed.split(',').map((tag) => tag.trim().replace(/^#+/, '').trim().toLowerCase());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
