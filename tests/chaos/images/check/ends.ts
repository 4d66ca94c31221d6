import type { ImageRow } from '../../../../src/protocol/rows.ts';
import type { Broken, Heard, ImageHistory } from '../history.ts';
import { called, hasEnded, rowsOf } from './rooms.ts';

/** Every accepted job has come to its end. */
export function everyJobEnds(history: ImageHistory): Broken[] {
  const invariant = 'every accepted job ends';
  return history.asks.flatMap((ask) =>
    rowsOf(ask, history)
      .filter((row) => !hasEnded(row))
      .map(({ status }) => ({ invariant, words: `${called(ask)} is still ${status}` })),
  );
}

/** All have the same of each image in the end: who was there all along, and who comes now. */
export function allHaveTheSame({ reads }: ImageHistory): Broken[] {
  const invariant = 'the same for all observers';
  return [...Map.groupBy(reads, ({ room }) => room).values()].flatMap((ofRoom) => {
    const told = ofRoom.flatMap(({ by, images }) =>
      images.map((row) => ({ by, id: row.id, words: ending(row) })),
    );
    return [...Map.groupBy(told, ({ id }) => id)].flatMap(([id, all]) => {
      const [first] = all;
      const other = all.find(({ words }) => words !== first?.words);
      if (!first || !other) return [];
      const words = `${id} is ${first.words} to ${first.by} and ${other.words} to ${other.by}`;
      return [{ invariant, words }];
    });
  });
}

/** What a row says of its image's end, as words that can be compared. */
function ending({ status, url, sha256, error }: ImageRow): string {
  const failed = error ? ` ${error.code} (charged: ${error.may_have_been_charged})` : '';
  return `${status}${failed} ${url ?? ''} ${sha256?.slice(0, 12) ?? ''}`.trim();
}

/** An image that has ended stays as it is, through every restart. */
export function endsAreFinal({ heard }: ImageHistory): Broken[] {
  const invariant = 'an end is final';
  const rows = heard.flatMap((one) => (one.type === 'row' ? [one.row] : []));
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, versions]) => {
    const ordered = versions.toSorted((a, b) => a.rev - b.rev);
    const end = ordered.find(hasEnded);
    const other = ordered.find(({ rev, status }) => end && rev > end.rev && status !== end.status);
    if (!end || !other) return [];
    const words = `${id} was ${end.status} at revision ${end.rev} and ${other.status} at ${other.rev}`;
    return [{ invariant, words }];
  });
}

/** On one connection progress never falls, and there is none after the end. */
export function progressOnlyRises({ heard }: ImageHistory): Broken[] {
  const invariant = 'progress never falls';
  const keyOf = ({ by, room, connection, image_id }: Heard) =>
    [by, room, connection, image_id].join(' ');
  return [...Map.groupBy(heard, keyOf)].flatMap(([key, all]) => {
    let highest = 0;
    let ended = false;
    for (const one of all) {
      if (one.type === 'row') {
        ended ||= hasEnded(one.row);
      } else if (ended) {
        return [{ invariant, words: `${key}: ${one.progress} per cent after its end` }];
      } else if (one.progress !== null) {
        if (one.progress < highest) {
          return [{ invariant, words: `${key}: ${one.progress} per cent after ${highest}` }];
        }
        highest = one.progress;
      }
    }
    return [];
  });
}
