import { expect, test } from 'vitest';
import {
  forgetSilent,
  holdingOf,
  lineOf,
  silenceMs,
} from '../../../../src/domain/prediction-gate/gate.ts';
import { given, holding, newGate, numbers, report, T0, waiting } from './gates.ts';

test('[S1] no more slots than the limit, over all rooms', () => {
  const gate = newGate();
  for (const room of ['a', 'b', 'c']) {
    report(gate, room, { waiting: [1, 2, 3].map((at) => waiting(`of ${room}`, at)) });
  }
  expect(given(gate, 4)).toHaveLength(4);
  expect(given(gate, 4)).toEqual([]);
  expect(holdingOf(gate)).toHaveLength(4);
  expect(given(gate, 6)).toHaveLength(2);
});

test('[S1] a limit that was lowered takes nothing back', () => {
  const gate = newGate();
  report(gate, 'a', { holding: [holding('ada'), holding('ada')], waiting: [waiting('lin', 1)] });
  expect(given(gate, 1)).toEqual([]);
  expect(holdingOf(gate)).toHaveLength(2);
});

test('[S2] [S3] a slot counts before its room knows, and an old report changes nothing', () => {
  const gate = newGate();
  const image = waiting('ada', 0);
  report(gate, 'a', { waiting: [image] });
  expect(given(gate, 1)).toEqual([image.image_id]);
  // The room has not heard yet.
  report(gate, 'a', { waiting: [image] });
  report(gate, 'b', { waiting: [waiting('lin', 1)] });
  expect(given(gate, 1)).toEqual([]);
  expect(holdingOf(gate)).toMatchObject([{ image_id: image.image_id, chat_id: 'a' }]);
});

test('[S3] one that was postponed meanwhile waits anew', () => {
  const gate = newGate();
  const image = waiting('ada', 0);
  report(gate, 'a', { waiting: [image] });
  given(gate, 1);
  report(gate, 'a', { waiting: [{ ...image, turns: 1 }] });
  expect(holdingOf(gate)).toEqual([]);
  expect(lineOf(gate)).toMatchObject([{ image_id: image.image_id }]);
});

test('[S4] what a report does not list any more gives its slot back', () => {
  const gate = newGate();
  const [one, two] = [waiting('ada', 0), waiting('lin', 1)];
  report(gate, 'a', { waiting: [one] });
  report(gate, 'b', { waiting: [two] });
  expect(given(gate, 1)).toEqual([one.image_id]);
  report(gate, 'a', { holding: [{ ...holding('ada'), image_id: one.image_id }] });
  expect(given(gate, 1)).toEqual([]);
  report(gate, 'a', {});
  expect(given(gate, 1)).toEqual([two.image_id]);
});

test('[S5] a room that is silent for longer than its images live is forgotten', () => {
  const gate = newGate();
  report(gate, 'a', { holding: [holding('ada')] });
  forgetSilent(gate, T0 + silenceMs);
  expect(holdingOf(gate)).toHaveLength(1);
  forgetSilent(gate, T0 + silenceMs + 1);
  expect(holdingOf(gate)).toEqual([]);
});

test('[S1] [S2] [S4] whatever rooms report, whenever they hear: never more than the limit', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = numbers(seed);
    const pick = (count: number) => Math.floor(random() * count);
    const gate = newGate();
    const limit = 1 + pick(4);
    /** What each room knows, which lags behind what the gate gave. */
    const rooms = ['a', 'b', 'c'].map((id) => ({
      id,
      waits: [] as ReturnType<typeof waiting>[],
      holds: [] as ReturnType<typeof waiting>[],
    }));
    const unheard: { room: (typeof rooms)[number]; image_id: string }[] = [];
    for (let step = 0; step < 120; step += 1) {
      const room = rooms[pick(rooms.length)];
      if (!room) continue;
      switch (pick(5)) {
        case 0:
          room.waits.push(waiting(`p${pick(3)}`, step));
          break;
        case 1:
          // An image ends, whether or not its room knew of its slot.
          room.holds.splice(pick(3), 1);
          room.waits.splice(pick(8), 1);
          break;
        case 2: {
          const word = unheard.shift();
          const image = word?.room.waits.find(({ image_id }) => image_id === word.image_id);
          if (!word || !image) break;
          word.room.waits = word.room.waits.filter((other) => other !== image);
          word.room.holds.push(image);
          break;
        }
        default:
          report(gate, room.id, {
            waiting: room.waits,
            holding: room.holds.map(({ turns: _, ...image }) => image),
          });
      }
      for (const image_id of given(gate, limit)) {
        const owner = rooms.find(({ waits }) => waits.some((image) => image.image_id === image_id));
        if (owner) unheard.push({ room: owner, image_id });
      }
      const held = rooms.flatMap(({ holds }) => holds).length;
      expect(held, `seed ${seed}, step ${step}`).toBeLessThanOrEqual(limit);
      expect(holdingOf(gate).length, `seed ${seed}, step ${step}`).toBeLessThanOrEqual(limit);
    }
  }
});
