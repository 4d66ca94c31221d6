import type { History, Violation } from '../history.ts';
import { honestRefusals, idempotentAck, presence, undisturbed } from './answers.ts';
import { liveEqualsFetched } from './live.ts';
import { noLostAck } from './lost-ack.ts';
import { noPhantom } from './phantom.ts';
import { sessionOrder, totalOrder } from './total-order.ts';

/** Every invariant of a conversation, by the name that its violations carry. */
export const invariants: Record<string, (history: History) => Violation[]> = {
  'no lost ack': noLostAck,
  'no phantom or duplicate': noPhantom,
  'total order': totalOrder,
  'live = fetched': liveEqualsFetched,
  'idempotent ack': idempotentAck,
  'session order': sessionOrder,
  'honest refusals': honestRefusals,
  'undisturbed connections': undisturbed,
  presence,
};

/** Holds a history to every invariant. @returns what is broken; nothing where all is well */
export function check(history: History): Violation[] {
  return Object.values(invariants).flatMap((broken) => broken(history));
}
