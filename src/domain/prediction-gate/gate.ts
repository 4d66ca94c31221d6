import { isRefusal, type Service } from './service.ts';
import { inTurns } from './turns.ts';

/** An image that waits for a slot, as its room reports it. */
export type WaitingImage = {
  image_id: string;
  user_id: string;
  model: string;
  /** When it was asked for, in milliseconds since 1970. */
  since: number;
  /** How often it had a slot before. */
  turns: number;
};

/** An image that holds a slot. */
export type HoldingImage = {
  image_id: string;
  user_id: string;
  model: string;
  /** When it got the slot, as far as that is known, in milliseconds since 1970. */
  since: number;
};

/** Everything of a room that concerns the gate: the newest report replaces the one before. */
export type RoomReport = { waiting: WaitingImage[]; holding: HoldingImage[] };

/** A slot that was given and that the room may not know of yet. */
export type GivenSlot = WaitingImage & { given_at: number };

export type GateRoom = {
  waiting: WaitingImage[];
  holding: HoldingImage[];
  given: GivenSlot[];
  /** When it last reported, in milliseconds since 1970. */
  seen_at: number;
};

/** All that the gate knows. */
export type Gate = { rooms: Map<string, GateRoom>; service: Service };

/** An image with the room that it is of. */
export type Placed<T> = T & { chat_id: string };

/** How long a room's silence is believed, in milliseconds: longer than any image of it can live. */
export const silenceMs = 40 * 60_000;

/** Takes a room's report in (S2 to S4). */
export function reported(
  before: GateRoom | undefined,
  report: RoomReport,
  now: number,
): GateRoom | null {
  const waits = new Map(report.waiting.map((image) => [image.image_id, image]));
  const given = (before?.given ?? []).filter(({ image_id, turns }) => {
    const waiting = waits.get(image_id);
    return waiting !== undefined && waiting.turns === turns;
  });
  const ids = new Set(given.map(({ image_id }) => image_id));
  const waiting = report.waiting.filter(({ image_id }) => !ids.has(image_id));
  if (waiting.length + given.length + report.holding.length === 0) return null;
  return { waiting, given, holding: report.holding, seen_at: now };
}

/** Forgets rooms that have been silent for too long (S5). */
export function forgetSilent(gate: Gate, now: number): void {
  for (const [chatId, { seen_at }] of gate.rooms) {
    if (now - seen_at > silenceMs) gate.rooms.delete(chatId);
  }
}

/** Every image that holds a slot or was given one (S2). */
export function holdingOf(gate: Gate): Placed<HoldingImage>[] {
  return [...gate.rooms].flatMap(([chat_id, { holding, given }]) => [
    ...holding.map((image) => ({ ...image, chat_id })),
    ...given.map((image) => ({ ...image, since: image.given_at, chat_id })),
  ]);
}

/** Every image that waits, in the order of the turns (E1). */
export function lineOf(gate: Gate): Placed<WaitingImage>[] {
  const waiting = [...gate.rooms].flatMap(([chat_id, room]) =>
    room.waiting.map((image) => ({ ...image, chat_id })),
  );
  return inTurns(waiting, holdingOf(gate));
}

/**
 * Gives the slots that are free to those whose turn it is, and notes that in the gate.
 *
 * @returns the images that got one now
 */
export function giveSlots(gate: Gate, limit: number, now: number): Placed<WaitingImage>[] {
  const holding = holdingOf(gate);
  const free = Math.max(0, limit - holding.length);
  const may = Math.min(free, mayGive(gate, holding, now));
  const chosen = lineOf(gate).slice(0, may);
  for (const { chat_id, ...image } of chosen) {
    const room = gate.rooms.get(chat_id);
    if (!room) continue;
    room.waiting = room.waiting.filter(({ image_id }) => image_id !== image.image_id);
    room.given = [...room.given, { ...image, given_at: now }];
  }
  const [probe] = chosen;
  if (probe && isRefusal(gate.service)) {
    gate.service = { ...gate.service, probe: probe.image_id };
  }
  return chosen;
}

/** How many slots the account allows to give now (B1, B2, B5, B6). */
function mayGive({ service }: Gate, holding: HoldingImage[], now: number): number {
  if (service.status === 'available') return Infinity;
  if (now < service.until) return 0;
  if (service.status === 'throttled') return Infinity;
  const isOut = holding.some(({ image_id }) => image_id === service.probe);
  return isOut ? 0 : 1;
}
