import { isFinished } from './apply-server-message.ts';
import type { ImageOrigin } from './image-origin.ts';
import type { ImageView } from './image-view.ts';
import type { ImageDrafted } from './proposal-words.ts';

/** What images that were asked for together have in common: their grid and their one caption. */
export interface ImageSet {
  /** The shape of every tile, as custom properties. */
  frame: Record<string, string>;
  count: number;
  /** Width by height of a tile. */
  ratio: number;
  /** Narrower than 4:5: then four stand in one row. */
  narrow: boolean;
  prompt: string;
  notes: readonly string[];
  /** What was added to their prompt, a line each. */
  added: readonly string[];
  origin: ImageOrigin | null;
  drafted: ImageDrafted | null;
  can_cancel: boolean;
  canceling: boolean;
  /** Those whose cancel can be asked for. */
  cancel_ids: readonly string[];
  /** Said instead of the grid where all of them were canceled; else empty. */
  canceled: string;
  /** All of them, in their order. */
  image_ids: readonly string[];
  /** For screen readers: "4 pictures: a quiet lake". */
  label: string;
}

/** What a set says, from its images in their order. @param price of all of them, in words, or empty */
export function imageSetOf(
  images: readonly ImageView[],
  { shape, price }: { shape: string; price: string },
): ImageSet | null {
  const [first] = images;
  if (!first) return null;
  const live = images.filter(({ can_cancel }) => can_cancel);
  const open = live.filter(({ canceling }) => !canceling);
  const words = `${images.length} pictures`;
  return {
    frame: first.frame,
    count: images.length,
    ratio: first.width / Math.max(1, first.height),
    narrow: first.width / first.height < 0.8,
    prompt: first.prompt,
    notes: notesOf(images, shape, price).filter((note) => note !== ''),
    added: first.added,
    origin: first.origin,
    drafted: first.drafted,
    can_cancel: live.length > 0,
    canceling: live.length > 0 && open.length === 0,
    cancel_ids: open.map(({ id }) => id),
    canceled: canceledWords(images),
    image_ids: images.map(({ id }) => id),
    label: first.prompt === '' ? words : `${words}: ${first.prompt}`,
  };
}

function notesOf(images: readonly ImageView[], shape: string, price: string): string[] {
  const [first] = images;
  const model = first?.model ?? '';
  const counted = `${images.length} pictures`;
  const done = images.filter(({ status }) => status === 'completed').length;
  const running = images.filter(({ status }) => !isFinished(status));
  if (running.length === 0) {
    const all = done === images.length;
    return all ? [model, shape, counted, price] : [`${done} of ${counted}`, model, shape];
  }
  if (running.every(({ canceling }) => canceling)) return ['Canceling', model];
  if (done > 0) return [`${done} of ${images.length} ready`, model];
  const developing = running.some(({ status }) => status === 'processing');
  return [developing ? 'Developing' : 'Waiting', counted, model];
}

function canceledWords(images: readonly ImageView[]): string {
  const [first] = images;
  const all = first !== undefined && images.every(({ status }) => status === 'canceled');
  if (!all) return '';
  // A charge that may have been of any of them is told.
  const longest = images.reduce(
    (most, { canceled }) => (canceled.length > most.length ? canceled : most),
    '',
  );
  return `${images.length} pictures: ${longest.charAt(0).toLowerCase()}${longest.slice(1)}`;
}
