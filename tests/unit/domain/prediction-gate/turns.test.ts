import { expect, test } from 'vitest';
import { inTurns } from '../../../../src/domain/prediction-gate/turns.ts';
import { holding, numbers, waiting } from './gates.ts';

const people = (line: { user_id: string }[]) => line.map(({ user_id }) => user_id).join(' ');

test("[T1] one person's forty do not stand before another's one", () => {
  const forty = Array.from({ length: 40 }, (_, index) => waiting('ada', index));
  const line = inTurns([...forty, waiting('lin', 1_000)], []);
  expect(people(line.slice(0, 3))).toBe('ada lin ada');
});

test('[T1] who holds slots already is behind who holds none', () => {
  const line = inTurns(
    [waiting('ada', 0), waiting('ada', 1), waiting('lin', 5), waiting('lin', 6)],
    [holding('ada'), holding('ada')],
  );
  expect(people(line)).toBe('lin lin ada ada');
});

test('[T1] three people take turns', () => {
  const line = inTurns(
    [
      ...[1, 2, 3].map((at) => waiting('ada', at)),
      ...[4, 5].map((at) => waiting('lin', at)),
      waiting('mira', 6),
    ],
    [],
  );
  expect(people(line)).toBe('ada lin mira ada lin ada');
});

test('[T2] [T3] whatever waits: everybody keeps their order, and reports may come in any', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = numbers(seed);
    const pick = (count: number) => Math.floor(random() * count);
    const images = Array.from({ length: 30 }, () => waiting(`p${pick(5)}`, pick(20)));
    const held = Array.from({ length: pick(10) }, () => holding(`p${pick(5)}`));
    const line = inTurns(images, held);
    const shuffled = images.map((image) => ({ image, key: random() }));
    shuffled.sort((a, b) => a.key - b.key);
    expect(
      inTurns(
        shuffled.map(({ image }) => image),
        held.toReversed(),
      ),
      `seed ${seed}`,
    ).toEqual(line);
    for (const [user, own] of Map.groupBy(line, ({ user_id }) => user_id)) {
      const since = own.map((image) => image.since);
      expect(since, `seed ${seed}: ${user}`).toEqual(since.toSorted((a, b) => a - b));
    }
  }
});

test('[T1] nobody is two turns ahead of anybody who waits', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = numbers(seed);
    const images = Array.from({ length: 40 }, (_, at) =>
      waiting(`p${Math.floor(random() * 4)}`, at),
    );
    const line = inTurns(images, []);
    for (let length = 1; length < line.length; length += 1) {
      const served = Map.groupBy(line.slice(0, length), ({ user_id }) => user_id);
      const left = new Set(line.slice(length).map(({ user_id }) => user_id));
      const turns = [...left].map((user) => served.get(user)?.length ?? 0);
      const most = Math.max(...[...served.values()].map((own) => own.length));
      expect(most - Math.min(...turns), `seed ${seed}`).toBeLessThanOrEqual(1);
    }
  }
});
