import { clientMessageSchema } from '../../src/protocol/client-message.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { check } from './check/check.ts';
import { Device, type Trouble } from './device.ts';
import { Recorder, type History, type Violation } from './history.ts';
import { Nemesis, type Fault, type Outage } from './nemesis.ts';
import { chatOf, comeIn } from './people.ts';
import { FaultProxy } from './proxy.ts';
import { Random } from './random.ts';
import { d1Agreement, finalReads } from './settle.ts';
import { Talk, type Skill } from './talk.ts';

/** One run: what is done, and for how long. */
export type ChaosOptions = {
  app: AppUnderTest;
  seed: number;
  /** The faults, one after the other; drawn from a run's seed where it goes on for a time. */
  faults: (random: Random) => Iterable<Fault>;
  /** How long D1 fails where it does, in milliseconds. */
  outageMs: number;
  /** How long D1 may take to have again what the room has, in milliseconds; a minute by default. */
  d1PatienceMs?: number;
  /** Whether pictures are asked for as well. */
  withImages?: boolean;
  say: (line: string) => void;
};

/** What a run found. */
export type ChaosResult = {
  seed: number;
  history: History;
  faults: ReadonlyMap<Fault, number>;
  outages: Outage[];
  /** How long D1 needed after everything healed, in milliseconds. */
  d1Ms: number;
  violations: Violation[];
};

/** How long a request of before the end may stay unanswered, in milliseconds. */
const patienceMs = 30_000;

const names = ['Ada', 'Lin', 'Grace', 'Edith', 'Mary', 'Joan'];

/**
 * Lets people talk in a new chat while everything breaks, heals it, reads what is left, and holds
 * what happened to the invariants. Whatever is chosen, is chosen by the seed.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { app, seed, say } = options;
  const random = new Random(seed);
  const recorder = new Recorder();
  const trouble: Trouble = { app: null };
  const proxy = await FaultProxy.before(app.port);
  const { devices, chat } = await gather(options, { proxy, recorder, random, trouble });
  const withImages = options.withImages ?? false;
  const talks = devices.map((device) => new Talk(device, random.fork(), skills(withImages)));
  const victims = { app, chat, proxy, devices, talks, recorder, trouble };
  const { outageMs, d1PatienceMs = 60_000 } = options;
  const pace = { random: random.fork(), outageMs, d1PatienceMs };
  const nemesis = new Nemesis(victims, { ...pace, say });
  try {
    for (const device of devices) device.start();
    await recorder.until(() => devices.every(({ isUp }) => isUp), patienceMs);
    for (const talk of talks) talk.start();
    for (const fault of options.faults(random.fork())) await nemesis.do(fault);
    await recorder.more('ok', 10, patienceMs);
    const giveUp = setTimeout(() => {
      for (const device of devices) device.giveUp();
    }, patienceMs);
    await Promise.all(talks.map((talk) => talk.stop()));
    clearTimeout(giveUp);
    proxy.heal();
    const finals = await finalReads(devices, recorder, random.fork());
    const { entries, devices: known } = recorder;
    const history = { devices: known, entries, hasUnseenRevisions: withImages, ...finals };
    const [read] = history.reads;
    if (!read) throw new Error('nothing was read');
    const d1 = await d1Agreement(app.stateDir, { chat, read, patienceMs: d1PatienceMs });
    const violations = [...check(history), ...d1.violations];
    const { done: faults, outages } = nemesis;
    return { seed, history, faults, outages, d1Ms: d1.ms, violations };
  } finally {
    for (const device of devices) device.close();
    await proxy.close();
  }
}

/** Four to six people in a new chat, two of them at two devices each. */
async function gather(
  { app, seed, say }: ChaosOptions,
  around: { proxy: FaultProxy; recorder: Recorder; random: Random; trouble: Trouble },
): Promise<{ devices: Device[]; chat: string }> {
  const { proxy, recorder, random, trouble } = around;
  const people = [];
  for (const name of names.slice(0, random.between(4, 6))) people.push(await comeIn(app.url, name));
  const chat = await chatOf(app.url, people);
  const devices = people.flatMap(({ id, name, cookie }, place) =>
    [1, 2].slice(0, place < 2 ? 2 : 1).map((number) => {
      const address = { proxy, app: app.url, chat, cookie };
      const label = `${name}-${number}`;
      recorder.devices.push({ device: label, user_id: id });
      return new Device(label, address, { recorder, random: random.fork(), trouble });
    }),
  );
  say(`seed ${seed}: ${people.length} people at ${devices.length} devices in ${chat}`);
  return { devices, chat };
}

/** What this version of the app can be asked for. */
function skills(withImages: boolean): Skill[] {
  const id = 'a'.repeat(22);
  const known = { client_id: id, message_id: id, text: 'a', reaction: '👍', on: true };
  const skilled = (['message_edit', 'message_delete', 'reaction_set'] as const).filter(
    (type) => clientMessageSchema.safeParse({ type, ...known }).success,
  );
  const sent = clientMessageSchema.safeParse({ type: 'message_send', ...known, reply_to: id });
  const canReply = sent.success && 'reply_to' in sent.data;
  return [
    ...skilled,
    ...(canReply ? ['reply' as const] : []),
    ...(withImages ? ['image_request' as const] : []),
  ];
}
