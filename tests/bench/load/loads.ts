import type { Clients } from './clients.ts';
import type { Answers } from './orders.ts';

/** Until the server's caches and batches are what they will be, in milliseconds. */
const rampMs = 300;

/** How long no delivery may come before the rest counts as lost, in milliseconds. */
const patienceMs = 10_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until everybody has everything, or nothing more comes. */
async function arrived(clients: Clients): Promise<void> {
  let last = clients.deliveries;
  let since = performance.now();
  while (clients.deliveries < clients.due) {
    await pause(5);
    clients.checkConnected();
    if (clients.deliveries !== last) {
      last = clients.deliveries;
      since = performance.now();
    } else if (performance.now() - since > patienceMs) return;
  }
}

/** Lets every sender send its next message as soon as it has less than `window` on their way. */
function keepSending(clients: Clients, window: number, mayGoOn: () => boolean): void {
  const fill = (sender: number) => {
    while (mayGoOn() && clients.unacknowledged(sender) < window) clients.send(sender);
  };
  clients.gotOwn = fill;
  for (let sender = 0; sender < clients.senders; sender += 1) fill(sender);
}

/** As much as the server takes. */
export async function saturate(
  clients: Clients,
  { seconds, window }: { seconds: number; window: number },
): Promise<Answers['saturate']> {
  const before = clients.deliveries;
  let isOver = false;
  keepSending(clients, window, () => !isOver);
  await pause(rampMs);
  const from = { at: performance.now(), deliveries: clients.deliveries, cpu: process.cpuUsage() };
  await pause(seconds * 1000);
  const tookSeconds = (performance.now() - from.at) / 1000;
  const perSecond = (clients.deliveries - from.deliveries) / tookSeconds;
  const { user, system } = process.cpuUsage(from.cpu);
  isOver = true;
  await arrived(clients);
  clients.gotOwn = () => {};
  const loadCpu = (user + system) / 1e6 / tookSeconds;
  return { perSecond, deliveries: clients.deliveries - before, loadCpu };
}

/** So many messages as fast as the window allows, for a room that has a past. */
export async function sendMany(
  clients: Clients,
  { messages, window }: { messages: number; window: number },
): Promise<Answers['fill']> {
  const until = clients.sent + messages;
  keepSending(clients, window, () => clients.sent < until);
  await arrived(clients);
  clients.gotOwn = () => {};
  return { messages: clients.sent };
}

/** An ordinary conversation: a fixed rate, the senders in turn. */
export async function trickle(
  clients: Clients,
  { seconds, perSecond }: { seconds: number; perSecond: number },
): Promise<Answers['trickle']> {
  const latencies: number[] = [];
  clients.latencies = latencies;
  const start = performance.now();
  for (let turn = 0; turn < seconds * perSecond; turn += 1) {
    await pause(Math.max(0, start + (turn * 1000) / perSecond - performance.now()));
    clients.send(turn % clients.senders);
  }
  await arrived(clients);
  clients.latencies = null;
  const sorted = Float64Array.from(latencies).toSorted();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), deliveries: sorted.length };
}
