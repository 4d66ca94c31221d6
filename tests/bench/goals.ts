/** What a ratio has to be against one of the references. */
export type Goal = { reference: string; atLeast?: number; atMost?: number };

const partyServer = 'PartyServer + SQLite';
const socketIo = 'Socket.IO + SQLite';

const latency: [RegExp, Goal][] = [
  [/latency p50$/, { reference: partyServer, atMost: 1.1 }],
  [/latency p99$/, { reference: partyServer, atMost: 1.2 }],
];

const goals: [RegExp, Goal][] = [
  [/^10 clients.* deliveries a second$/, { reference: partyServer, atLeast: 1.6 }],
  [/^100 clients.* deliveries a second$/, { reference: partyServer, atLeast: 5 }],
  [/^100 clients.* deliveries a second$/, { reference: socketIo, atLeast: 1 }],
  [/CPU for a delivery$/, { reference: partyServer, atMost: 0.25 }],
  ...latency,
  [/^join/, { reference: partyServer, atMost: 1.1 }],
  [/^one image less its model, p50$/, { reference: '400 ms', atMost: 1 }],
];

/** The goals that a figure of that name has. */
export function goalsOf(what: string): Goal[] {
  return goals.filter(([name]) => name.test(what)).map(([, goal]) => goal);
}

/** Whether a ratio is what it has to be. */
export function isMet({ atLeast = -Infinity, atMost = Infinity }: Goal, ratio: number): boolean {
  return ratio >= atLeast && ratio <= atMost;
}
