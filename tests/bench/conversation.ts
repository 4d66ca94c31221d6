import { Load } from './load/load.ts';
import { startDarkroom } from './servers/darkroom.ts';
import {
  startBroadcastOnly,
  startPartyServer,
  startSocketIo,
} from './servers/reference-servers.ts';
import type { RoomServer, System } from './servers/room-server.ts';
import { figuresOf, type FaultsOf, type Measured } from './conversation-figures.ts';
import { joinCrowd, joinLongRoom, longRoom, talk, type Talk } from './trials.ts';
import type { Figure } from './report.ts';

/** Windows such that each server is busy all the time, with some two hundred messages on the way. */
const talks: Talk[] = [
  { clients: 10, senders: 2, window: 100 },
  { clients: 100, senders: 10, window: 20 },
  { clients: 1000, senders: 1, window: 100 },
];

/** So many newcomers at once, and messages in the room that one comes into. */
const joins = { crowd: 1000, messages: 10_000 };

/** To be ended, also when the bench is interrupted. */
const running: Promise<RoomServer>[] = [];
let isOver = false;

async function startAll(): Promise<RoomServer[]> {
  // One after the other: four builds at once would be slower on two cores.
  for (const start of [startDarkroom, startBroadcastOnly, startPartyServer, startSocketIo]) {
    if (isOver) throw new Error('The bench was ended.');
    const starting = start();
    running.push(starting);
    await starting;
  }
  return Promise.all(running);
}

/** Ends every server of the conversation. */
export async function endAll(): Promise<void> {
  isOver = true;
  await Promise.allSettled(running.splice(0).map(async (starting) => (await starting).end()));
}

/**
 * What a conversation costs: ours and the references take turns in several rounds, in one order and
 * then in the other, so that what else the machine does meets each of them alike.
 */
export async function measureConversation(
  quick: boolean,
): Promise<{ figures: Figure[]; faults: FaultsOf }> {
  const rounds = quick ? 1 : 3;
  const measured: Measured = new Map();
  const faults: FaultsOf = {};
  const load = new Load();
  const keep = (server: RoomServer, values: Record<string, number | null>) => {
    for (const [what, value] of Object.entries(values)) {
      if (value === null) continue;
      const bySystem = measured.get(what) ?? new Map<System, number[]>();
      bySystem.set(server.system, [...(bySystem.get(server.system) ?? []), value]);
      measured.set(what, bySystem);
    }
  };
  try {
    const servers = await startAll();
    const long = new Map<System, Awaited<ReturnType<typeof longRoom>>>();
    for (const server of servers) {
      console.log(`warming up: ${server.system}`);
      await talk(load, server, { clients: 20, senders: 2, window: 50 }, { seconds: 2 });
      long.set(server.system, await longRoom(load, server, quick ? 500 : joins.messages));
    }
    for (let round = 0; round < rounds; round += 1) {
      const turns = round % 2 === 0 ? servers : servers.toReversed();
      for (const what of talks) {
        for (const server of turns) {
          console.log(`round ${round + 1} of ${rounds}: ${what.clients} clients, ${server.system}`);
          const trial = await talk(load, server, what, { seconds: quick ? 2 : 4 });
          keep(server, trial.values);
          const sum = (faults[server.system] ??= { lost: 0, doubled: 0, disordered: 0 });
          sum.lost += trial.faults.lost;
          sum.doubled += trial.faults.doubled;
          sum.disordered += trial.faults.disordered;
        }
      }
      for (const server of turns) {
        console.log(`round ${round + 1} of ${rounds}: joins, ${server.system}`);
        keep(server, await joinCrowd(load, server, joins.crowd));
        keep(
          server,
          await joinLongRoom(load, server, long.get(server.system) ?? [], joins.messages),
        );
      }
    }
    return { figures: figuresOf(measured), faults };
  } finally {
    load.end();
    await endAll();
  }
}
