import type { Load } from './load/load.ts';
import type { Dial, Faults } from './load/orders.ts';
import { measureProcessTree, settled } from './measure-process-tree.ts';
import { median } from './median.ts';
import type { RoomServer } from './servers/room-server.ts';

/** A conversation: how many hear it, how many speak, and how much each has on the way at most. */
export type Talk = { clients: number; senders: number; window: number };

/** What a trial measured, by the figure's name; `null` where this system cannot tell. */
type Values = Record<string, number | null>;

/** Messages a second in the room when people just talk. */
const ordinaryPerSecond = 10;

/** Messages in the room that a crowd comes into: what fills the page that each of them gets. */
const crowdedRoomMessages = 100;

const joinsOfLongRoom = 15;

/** One conversation in a new room: first as people talk, for the latency, then all it takes. */
export async function talk(
  load: Load,
  server: RoomServer,
  { clients, senders, window }: Talk,
  { seconds }: { seconds: number },
): Promise<{ values: Values; faults: Faults }> {
  const dials = await server.newRoom(clients);
  await load.ask({ do: 'connect', dialect: server.dialect, dials, senders });
  // A room just made is slower: what it runs first is not what it runs all day.
  await load.ask({ do: 'saturate', seconds: 0.5, window: 10 });
  await settled(server.pid);
  const ordinary = await load.ask({ do: 'trickle', seconds, perSecond: ordinaryPerSecond });
  const before = measureProcessTree(server.pid);
  const full = await load.ask({ do: 'saturate', seconds: seconds * 0.75, window });
  const memory = measureProcessTree(server.pid);
  await settled(server.pid);
  const after = measureProcessTree(server.pid);
  const { lost, doubled, disordered } = await load.ask({ do: 'close' });
  await settled(server.pid);
  const cpu = before && after ? after.cpuSeconds - before.cpuSeconds : null;
  const name = `${clients} clients, ${senders} sending:`;
  return {
    values: {
      [`${name} deliveries a second`]: full.perSecond,
      [`${name} CPU for a delivery`]: cpu === null ? null : (cpu * 1e6) / full.deliveries,
      [`${name} latency p50`]: ordinary.p50,
      [`${name} latency p95`]: ordinary.p95,
      [`${name} latency p99`]: ordinary.p99,
      [`${name} memory`]: memory?.rssBytes ?? null,
      [`${name} cores taken by the load`]: full.loadCpu,
    },
    faults: { lost, doubled, disordered },
  };
}

async function fill(load: Load, server: RoomServer, dial: Dial, messages: number): Promise<void> {
  await load.ask({ do: 'connect', dialect: server.dialect, dials: [dial], senders: 1 });
  await load.ask({ do: 'fill', messages, window: 100 });
  await load.ask({ do: 'close' });
  await settled(server.pid);
}

/** Makes a room of many messages, and says how one comes into it. */
export async function longRoom(load: Load, server: RoomServer, messages: number): Promise<Dial[]> {
  const dials = await server.newRoom(1);
  for (const dial of dials) await fill(load, server, dial, messages);
  return dials;
}

/** A crowd that comes in at once: until the last of them has the newest page. */
export async function joinCrowd(load: Load, server: RoomServer, crowd: number): Promise<Values> {
  const dials = await server.newRoom(crowd);
  const [first] = dials;
  if (first) await fill(load, server, first, crowdedRoomMessages);
  const ready = (await server.loadPage?.(dials)) ?? dials;
  const order = { do: 'connect', dialect: server.dialect, dials: ready, senders: 0 } as const;
  const { ms } = await load.ask(order);
  await load.ask({ do: 'close' });
  await settled(server.pid);
  return { [`join, ${crowd} at once`]: ms };
}

/** One who comes into a long room: until they have the newest page. */
export async function joinLongRoom(
  load: Load,
  server: RoomServer,
  dials: Dial[],
  messages: number,
): Promise<Values> {
  const times: number[] = [];
  const ready = (await server.loadPage?.(dials)) ?? dials;
  for (let turn = 0; turn < joinsOfLongRoom; turn += 1) {
    const order = { do: 'connect', dialect: server.dialect, dials: ready, senders: 0 } as const;
    times.push((await load.ask(order)).ms);
    await load.ask({ do: 'close' });
  }
  return { [`join, a room of ${messages} messages`]: median(times) };
}
