import { setTimeout as pause } from 'node:timers/promises';
import type { AppUnderTest } from './app-under-test.ts';
import { LocalD1 } from './d1.ts';
import type { Device, Trouble } from './device.ts';
import type { Recorder } from './history.ts';
import type { Direction, FaultProxy } from './proxy.ts';
import type { Random } from './random.ts';
import type { Talk } from './talk.ts';
import { duplicate } from './twin.ts';

export const faults = [
  'cut',
  'cut all',
  'delay',
  'half-open',
  'duplicate',
  'kill',
  'reload',
  'hibernate',
  'd1',
] as const;

/** What can be done to the app, its clients and what lies between. */
export type Fault = (typeof faults)[number];

/** A time in which D1 failed: monotonic times, in milliseconds, and revisions. */
export type Outage = {
  from: number;
  to: number;
  /** How far D1 was behind in the end, and how much came to it meanwhile: nothing, or it was none. */
  behind: number;
  copied: number;
  recoveredMs: number;
};

/** What the nemesis reaches. */
export type Victims = {
  app: AppUnderTest;
  chat: string;
  proxy: FaultProxy;
  devices: Device[];
  talks: Talk[];
  recorder: Recorder;
  trouble: Trouble;
};

/** How long something may take that is waited for, in milliseconds. */
const patienceMs = 20_000;

/** A room falls asleep after 10 s without anything to do; and some more for a slow machine. */
const sleepMs = 14_000;

/** Does one harm after the other, chosen and timed by its seed. */
export class Nemesis {
  readonly done = new Map<Fault, number>();
  readonly outages: Outage[] = [];
  #victims: Victims;
  #random: Random;
  #say: (line: string) => void;
  #outageMs: number;
  #d1PatienceMs: number;

  constructor(
    victims: Victims,
    options: {
      random: Random;
      outageMs: number;
      d1PatienceMs: number;
      say: (line: string) => void;
    },
  ) {
    this.#victims = victims;
    this.#random = options.random;
    this.#outageMs = options.outageMs;
    this.#d1PatienceMs = options.d1PatienceMs;
    this.#say = options.say;
  }

  /** Does one thing and waits until its consequences are on their way. */
  async do(fault: Fault): Promise<void> {
    const { recorder } = this.#victims;
    await recorder.more('ok', this.#random.between(5, 25), 3_000);
    const words = await this.#acts[fault]();
    this.done.set(fault, (this.done.get(fault) ?? 0) + 1);
    this.#say(`${fault.padEnd(9)} ${words}`);
  }

  #acts: Record<Fault, () => Promise<string>> = {
    cut: async () => {
      const device = this.#someDevice();
      const how = this.#random.pick(['reset', 'end'] as const);
      await this.#momentOfARequest();
      device.link?.cut(how);
      return `${device.name} by ${how}`;
    },

    'cut all': async () => {
      await this.#momentOfARequest();
      for (const { link } of this.#victims.devices) link?.cut('reset');
      return 'everybody';
    },

    delay: async () => {
      const { proxy, recorder } = this.#victims;
      const [up, down] = [this.#random.between(0, 300), this.#random.between(0, 300)];
      for (const link of proxy.links) link.delay(up, down);
      await recorder.more('ok', 30, 4_000);
      for (const link of proxy.links) link.delay(0, 0);
      return `${up} ms up, ${down} ms down`;
    },

    'half-open': async () => {
      const { devices } = this.#victims;
      const chosen = this.#random.shuffled(devices).slice(0, this.#random.between(1, 2));
      const plans = chosen.map((device) => ({
        device,
        ways: this.#random.pick<Direction[]>([['up'], ['down'], ['up', 'down'], ['up', 'down']]),
        acks: this.#random.between(2, 12),
      }));
      await Promise.all(plans.map((plan) => this.#halfOpen(plan)));
      return plans.map(({ device, ways }) => `${device.name} ${ways.join('+')}`).join(', ');
    },

    duplicate: async () => {
      const { devices, recorder } = this.#victims;
      const chosen = this.#random.shuffled(devices).slice(0, 2);
      await Promise.all(chosen.map((device) => duplicate(device, recorder, 3)));
      return chosen.map(({ name }) => name).join(', ');
    },

    kill: async () => {
      const { app, trouble } = this.#victims;
      const delayMs = this.#random.between(0, 50);
      await this.#momentOfARequest();
      await pause(delayMs);
      trouble.app = 'kill';
      await app.kill();
      await app.restart();
      await this.#everybodyIsUp();
      trouble.app = null;
      return `${delayMs} ms after a request`;
    },

    reload: async () => {
      const { app, trouble, devices, recorder } = this.#victims;
      trouble.app = 'reload';
      const closed = recorder.more('closed', devices.length, patienceMs);
      app.reload();
      await closed;
      await this.#everybodyIsUp();
      trouble.app = null;
      return 'of all code';
    },

    hibernate: async () => {
      const { devices, talks } = this.#victims;
      await Promise.all(talks.map((talk) => talk.stop()));
      await this.#everybodyIsUp();
      for (const device of devices) device.isQuiet = true;
      await pause(sleepMs);
      for (const device of devices) device.isQuiet = false;
      for (const talk of talks) talk.start();
      return `${sleepMs / 1000} s of silence`;
    },

    d1: async () => {
      const { app, chat, recorder, devices } = this.#victims;
      const d1 = LocalD1.in(app.stateDir);
      const from = performance.now();
      d1.break();
      const before = d1.newest(chat);
      await recorder.until(() => false, this.#outageMs);
      const copied = d1.newest(chat) - before;
      d1.mend();
      const to = performance.now();
      const newest = Math.max(...devices.map(({ view }) => view.rev ?? 0));
      // A database in a file tells nobody when it changes.
      while (d1.newest(chat) < newest && performance.now() - to < this.#d1PatienceMs)
        await pause(100);
      const behind = newest - before;
      this.outages.push({ from, to, behind, copied, recoveredMs: performance.now() - to });
      d1.close();
      return `${this.#outageMs / 1000} s, in the end ${behind} revisions behind`;
    },
  };

  async #halfOpen(plan: { device: Device; ways: Direction[]; acks: number }): Promise<void> {
    const { recorder } = this.#victims;
    const { device, ways, acks } = plan;
    const { link } = device;
    if (!link) return;
    link.hold(...ways);
    const isBack = () => device.isUp && device.link !== link;
    await recorder.until(isBack, patienceMs);
    await recorder.more('ok', acks, 2_000);
    // What was said on it, and that it closed, arrives while its successor lives.
    link.release();
  }

  async #everybodyIsUp(): Promise<void> {
    const { devices, recorder } = this.#victims;
    await recorder.until(() => devices.every(({ isUp }) => isUp), patienceMs);
  }

  /** Just after somebody asked for something: it is on its way, its answer is not here yet. */
  async #momentOfARequest(): Promise<void> {
    await this.#victims.recorder.more('invoke', 1, 1_000);
  }

  #someDevice(): Device {
    return this.#random.pick(this.#victims.devices);
  }
}
