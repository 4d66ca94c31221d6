import type { Random } from '../../../chaos/random.ts';

type Json = Record<string, unknown>;

const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  '',
  'x'.repeat(5_000),
  [],
  [[]],
  [null],
  {},
  { type: 'null' },
  { $ref: '#/components/schemas/Input' },
  { $ref: '#/components/schemas/nowhere' },
  { allOf: [{ $ref: '#/components/schemas/Input' }] },
];

const oddNames = [
  '__proto__',
  'constructor',
  'prompt',
  'seed',
  'width',
  'image',
  'mask',
  '',
  'ü 1',
];

/** A document with a few things in it taken out, exchanged, doubled or renamed. */
export function mutated(document: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(document);
  const times = random.between(1, 6);
  for (let time = 0; time < times; time += 1) change(placeIn(copy, random), random);
  return copy;
}

/** Some object or list within it, and one of its keys. */
function placeIn(root: unknown, random: Random): { holder: Json; key: string } | null {
  const places: { holder: Json; key: string }[] = [];
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) places.push({ holder: value as Json, key });
    left.push(...Object.values(value));
  }
  return places.length > 0 ? random.pick(places) : null;
}

function change(place: { holder: Json; key: string } | null, random: Random): void {
  if (!place) return;
  const { holder, key } = place;
  const value = holder[key];
  switch (random.pick(['drop', 'odd', 'odd', 'rename', 'swap', 'wrap'])) {
    case 'drop':
      // No JSON has a list with a hole.
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 'odd':
      holder[key] = structuredClone(random.pick(oddValues));
      break;
    case 'rename':
      // No JSON gives a list a name.
      if (Array.isArray(holder)) break;
      delete holder[key];
      Object.defineProperty(holder, random.pick(oddNames), {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      break;
    case 'swap': {
      const other = random.pick(Object.keys(holder));
      [holder[key], holder[other]] = [holder[other], holder[key]];
      break;
    }
    case 'wrap':
      holder[key] = random.chance(0.5) ? [value] : { allOf: [value] };
      break;
  }
}
