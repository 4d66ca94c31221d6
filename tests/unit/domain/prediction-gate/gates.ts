import type {
  Gate,
  RoomReport,
  WaitingImage,
} from '../../../../src/domain/prediction-gate/gate.ts';
import { giveSlots, reported } from '../../../../src/domain/prediction-gate/gate.ts';

/** When everything of these tests begins. */
export const T0 = 1_700_000_000_000;

let count = 0;

/** An image of a person that waits, asked for so many milliseconds after T0. */
export function waiting(user_id: string, at: number, more: Partial<WaitingImage> = {}) {
  count += 1;
  const image_id = `${user_id}-${count}`;
  return { image_id, user_id, model: 'm', since: T0 + at, turns: 0, ...more };
}

/** An image of a person that holds a slot. */
export function holding(user_id: string, at = 0) {
  const { turns: _, ...image } = waiting(user_id, at);
  return image;
}

/** A gate at which nobody has been yet. */
export const newGate = (): Gate => ({ rooms: new Map(), service: { status: 'available' } });

/** Lets a room report. */
export function report(gate: Gate, chatId: string, news: Partial<RoomReport>, at = T0): void {
  const room = reported(gate.rooms.get(chatId), { waiting: [], holding: [], ...news }, at);
  if (room) gate.rooms.set(chatId, room);
  else gate.rooms.delete(chatId);
}

/** The ids of the images that get a slot now. */
export const given = (gate: Gate, limit: number, at = T0): string[] =>
  giveSlots(gate, limit, at).map(({ image_id }) => image_id);

/** A small generator of numbers from 0 to 1, so that a failing run can be repeated by its seed. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
