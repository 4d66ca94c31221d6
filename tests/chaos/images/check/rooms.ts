import type { ImageRow } from '../../../../src/protocol/rows.ts';
import type { Ask, ImageHistory } from '../history.ts';

/** Whether an image has come to its end. */
export function hasEnded({ status }: Pick<ImageRow, 'status'>): boolean {
  return status !== 'pending' && status !== 'processing';
}

/** Whether its row says that it may have cost something. */
export function tellsOfCharge(row: ImageRow): boolean {
  return row.status === 'completed' || row.error?.may_have_been_charged === true;
}

/** The rows that the author of a request finds for it in the end, by the id that was acknowledged. */
export function rowsOf(ask: Ask, { reads }: ImageHistory): ImageRow[] {
  const [id] = ask.answers;
  return reads
    .filter(({ by, room, isWhole }) => isWhole && by === ask.by && room === ask.room)
    .flatMap(({ images }) => images.filter((image) => image.id === id));
}

/** Requests by what they ask for: an explicit retry is with the one that it repeats. */
export function asksByPrompt({ asks }: ImageHistory): Map<string, Ask[]> {
  return Map.groupBy(asks, ({ prompt }) => prompt);
}

/** A request as a violation names it. */
export function called({ name, answers, faults, isCanceled }: Ask): string {
  const id = answers[0] ?? 'never acknowledged';
  const faulty = faults.length > 0 ? `; ${faults.join(', ')}` : '';
  return `${name} (${id}${faulty}${isCanceled ? '; cancel asked for' : ''})`;
}
