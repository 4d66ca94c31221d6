import type { Broken, ImageHistory } from '../history.ts';
import { called } from './rooms.ts';

/** What was acknowledged is there, for everybody who reads its room, as it was asked for. */
export function ackedIsThere(history: ImageHistory): Broken[] {
  const invariant = 'what was acknowledged is there';
  return history.asks.flatMap((ask) => {
    const [id] = ask.answers;
    if (id === undefined) return [];
    return history.reads
      .filter(({ room, isWhole }) => room === ask.room && isWhole)
      .flatMap(({ by, images }) => {
        const row = images.find((image) => image.id === id);
        if (row?.prompt === ask.prompt) return [];
        const found = row ? `with the prompt "${row.prompt}"` : 'not there';
        return [{ invariant, words: `${called(ask)} is ${found}, as ${by} reads it` }];
      });
  });
}

/** One request is one image, however often it was sent; and no image is there that nobody asked for. */
export function oneImageEach({ asks, reads }: ImageHistory): Broken[] {
  const invariant = 'one request, one image';
  const twice = asks.filter(({ answers }) => new Set(answers).size > 1);
  const known = new Set(asks.flatMap(({ answers }) => answers));
  const phantoms = reads.flatMap(({ by, images }) =>
    images.filter(({ id }) => !known.has(id)).map(({ id, prompt }) => ({ by, id, prompt })),
  );
  return [
    ...twice.map((ask) => ({
      invariant,
      words: `${called(ask)} was acknowledged as ${[...new Set(ask.answers)].join(' and ')}`,
    })),
    ...phantoms.map(({ by, id, prompt }) => ({
      invariant,
      words: `${id} ("${prompt}"), which ${by} has, was acknowledged to nobody`,
    })),
  ];
}

/** Once nothing breaks any more, every request is taken. */
export function everyRequestIsTaken({ asks }: ImageHistory): Broken[] {
  const invariant = 'every request is answered';
  return asks
    .filter(({ answers }) => answers.length === 0)
    .map((ask) => {
      const refused = ask.refusals.length > 0 ? `refused: ${ask.refusals.join(', ')}` : 'no answer';
      return { invariant, words: `${called(ask)}: ${refused}` };
    });
}
