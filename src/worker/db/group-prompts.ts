import * as z from 'zod/mini';
import { additionSchema } from '../../protocol/additions.ts';
import type { PastPrompt } from '../../protocol/past-prompts.ts';
import type { ImageStatus } from '../../protocol/rows.ts';
import type { Style } from '../../protocol/style.ts';

/** An image that was asked for with words. */
export interface AskedImage {
  id: string;
  chat_id: string;
  chat_name: string;
  message_id: string;
  author_id: string;
  author_name: string;
  prompt: string;
  negative_prompt: string;
  /** JSON, as the rows of the wire have them. */
  additions: string;
  status: ImageStatus;
  url: string | null;
  created_at: number;
}

/** Two prompts within so many milliseconds, with so much in common, came from one with choices. */
const runGap = 1_000;
const runShare = 1 / 3;

const mostThumbnails = 4;

const additionsSchema = z.array(additionSchema);

/** Which ending says most of a prompt, the first that there is. */
const statuses = ['completed', 'pending', 'failed', 'canceled'] as const;

/**
 * Puts images together by the prompts that they were asked for with: those of one person in one chat
 * with the same words, or of one run: within a second of each other and alike.
 *
 * @param images the newest first
 * @returns at most so many prompts, the newest first; whether another one would have begun; and the
 *   last image before that
 */
export function groupPrompts(
  images: readonly AskedImage[],
  most: number,
): { prompts: PastPrompt[]; isFull: boolean; last: AskedImage | null } {
  const groups: AskedImage[][] = [];
  const byWords = new Map<string, AskedImage[]>();
  const latest = new Map<string, { group: AskedImage[]; image: AskedImage }>();
  let last: AskedImage | null = null;
  for (const image of images) {
    const place = `${image.chat_id} ${image.author_id}`;
    const words = JSON.stringify([place, image.prompt, image.negative_prompt]);
    const before = latest.get(place);
    const isRun = before !== undefined && isOfRun(before.image, image);
    let group = byWords.get(words) ?? (isRun ? before.group : undefined);
    if (!group) {
      if (groups.length === most) return { prompts: groups.map(promptOf), isFull: true, last };
      group = [];
      groups.push(group);
    }
    group.push(image);
    byWords.set(words, group);
    latest.set(place, { group, image });
    last = image;
  }
  return { prompts: groups.map(promptOf), isFull: false, last };
}

function promptOf(group: AskedImage[]): PastPrompt {
  const [first] = group;
  if (!first) throw new Error('a prompt without an image');
  const made = group.filter(({ status }) => status === 'completed');
  const ends = group.map(({ status }) => (status === 'processing' ? 'pending' : status));
  return {
    prompt: first.prompt,
    negative_prompt: first.negative_prompt,
    styles: stylesOf(first.additions),
    chat_id: first.chat_id,
    chat_name: first.chat_name,
    author_id: first.author_id,
    author_name: first.author_name,
    image_id: first.id,
    message_id: first.message_id,
    prompts: new Set(group.map(({ prompt }) => prompt)).size,
    pictures: made.length,
    thumbnails: made.flatMap(({ url }) => url ?? []).slice(0, mostThumbnails),
    status: statuses.find((status) => ends.includes(status)) ?? 'failed',
    created_at: first.created_at,
  };
}

/** Whether two images that were asked for one after the other came from one prompt with choices. */
function isOfRun(later: AskedImage, earlier: AskedImage): boolean {
  if (later.created_at - earlier.created_at >= runGap) return false;
  if (later.negative_prompt !== earlier.negative_prompt) return false;
  const [one, other] = [later, earlier].map(({ prompt }) => new Set(prompt.split(/\s+/)));
  if (!one || !other) return false;
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= Math.max(one.size, other.size) * runShare;
}

/** Styles that somebody chose; what the room added by itself is the room's to say. */
function stylesOf(additions: string): Style[] {
  return additionsSchema
    .parse(JSON.parse(additions))
    .filter(({ kind, entry_id }) => kind === 'style' && entry_id === null)
    .map(({ name, text, negative_prompt }) => ({ name, text, negative_prompt }));
}
