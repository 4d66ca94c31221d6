import { limits } from '../../protocol/limits.ts';
import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import type { MessageList } from './message-list.ts';

/** Without a picture to begin after, so long before the last message. Milliseconds. */
const lastMinutes = 10 * 60_000;

/**
 * The last stretch of talk, to draft a prompt from: what was said since the last picture, or where
 * nothing was since, within the ten minutes before the last message. Never more than a prompt is
 * drafted from, and empty only where nobody said anything.
 *
 * @returns ids of messages, oldest first
 */
export function lastTalk(
  { ordered }: MessageList,
  images: ReadonlyMap<string, ImageRow>,
): readonly string[] {
  const isPicture = ({ image_id }: MessageRow) =>
    image_id !== null && images.get(image_id)?.kind !== 'upload';
  const picture = ordered.findLastIndex(isPicture);
  const since = ordered.slice(picture + 1).filter(isTalk);
  if (picture >= 0 && since.length > 0) return latest(since);
  const talk = ordered.filter(isTalk);
  const from = (talk.at(-1)?.created_at ?? 0) - lastMinutes;
  return latest(talk.filter(({ created_at }) => created_at >= from));
}

function isTalk({ image_id, proposal, text }: MessageRow): boolean {
  return image_id === null && proposal === null && text.trim() !== '';
}

function latest(rows: readonly MessageRow[]): string[] {
  return rows.slice(-limits.proposalMessages).map(({ id }) => id);
}
