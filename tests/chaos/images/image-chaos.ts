import { setTimeout as pause } from 'node:timers/promises';
import { WebPerson } from '../../support/web-person.ts';
import type { AppUnderTest } from '../app-under-test.ts';
import { checkImages } from './check/check.ts';
import { fetchImage, readRoom, type Reader } from './final-reads.ts';
import type { Broken, ImageHistory, ReadRows, Served } from './history.ts';
import { ImageLog } from './image-log.ts';
import { Member } from './member.ts';
import { planOf, type Plan, type PlannedAsk, type Round, type Size } from './plan.ts';
import { Provider } from './provider.ts';

/** One run: how much of what, against which app. */
export type ImageChaosOptions = Size & {
  app: AppUnderTest;
  seed: number;
  /** How long a prediction may take until the app stops it, in milliseconds. */
  runMs: number;
  /** How long all may take to end after the last start; two minutes by default. In milliseconds. */
  settleMs?: number;
  say: (line: string) => void;
};

/** What a run was made of and what it found. */
export type ImageChaosResult = {
  seed: number;
  kills: number;
  history: ImageHistory;
  counts: { sent: number; lost: number };
  /** From the last start to the end of the last job, in milliseconds. */
  settledMs: number;
  violations: Broken[];
};

/** How long the last words may take to everybody, in milliseconds. */
const deliveryMs = 5_000;
/** Small, since painting takes the most of a run's time. */
const size = { width: 384, height: 384 };
/** How long people may take to be connected after a start, in milliseconds. */
const arrivalMs = 20_000;

/**
 * Lets people ask for images while everything breaks and everything is killed again and again, reads
 * what came of it, and holds it to the invariants. Whatever is chosen, is chosen by the seed.
 */
export async function runImageChaos(options: ImageChaosOptions): Promise<ImageChaosResult> {
  const { app, seed, say, runMs, settleMs = 120_000 } = options;
  const run = await ImageChaos.gather(app, planOf(seed, options));
  try {
    const kills = await run.breakEverything(say);
    const settledMs = await run.settle(settleMs);
    say(`settled ${(settledMs / 1000).toFixed(1)} s after the last start`);
    const history = { ...(await run.finals()), runMs };
    const { counts } = run.log;
    return { seed, kills, history, counts, settledMs, violations: checkImages(history) };
  } finally {
    await run.end();
  }
}

class ImageChaos {
  readonly log: ImageLog;
  #app: AppUnderTest;
  #plan: Plan;
  #provider: Provider;
  /** Everybody in every room: people by their place, then rooms by theirs. */
  #members: Member[][];
  #readers: Reader[];
  /** What was put off until later; nothing is left of it once the run has ended. */
  #timers = new Set<NodeJS.Timeout>();
  #hasEnded = false;

  private constructor(app: AppUnderTest, plan: Plan, people: WebPerson[], rooms: string[]) {
    this.log = new ImageLog();
    this.#app = app;
    this.#plan = plan;
    this.#provider = new Provider(app.simulator);
    const named = people.map((person, place) => ({ person, name: plan.people[place] ?? '' }));
    this.#members = named.map(({ person, name }) =>
      rooms.map((room) => new Member(name, room, person, this.log)),
    );
    this.#readers = named.flatMap((one) => rooms.map((room) => ({ ...one, room })));
  }

  static async gather(app: AppUnderTest, plan: Plan): Promise<ImageChaos> {
    const people = await Promise.all(plan.people.map((name) => WebPerson.named(app.url, name)));
    const rooms: string[] = [];
    for (let number = 0; number < plan.rooms; number += 1) {
      const [first, ...others] = people;
      const room = (await first?.createChat(`Chaos ${number}`)) ?? '';
      for (const other of others) await other.joinChat(room);
      rooms.push(room);
    }
    return new ImageChaos(app, plan, people, rooms);
  }

  /** Goes through the rounds of the plan, to the last start. @returns how often it killed */
  async breakEverything(say: (line: string) => void): Promise<number> {
    const rules = this.#plan.rounds.flatMap(({ asks }) => asks.flatMap(({ ask }) => ask.rules));
    await this.#provider.begin();
    await this.#provider.script(rules);
    await this.#everybodyIsUp();
    let kills = 0;
    for (const [number, round] of this.#plan.rounds.entries()) {
      const isLast = number === this.#plan.rounds.length - 1;
      if (round.killsTheStart) {
        this.#askIn(round);
        await this.#app.startAndKill(round.upMs);
        kills += 1;
        continue;
      }
      if (number > 0) await this.#app.restart();
      this.#askIn(round);
      if (isLast) break;
      await this.#provider.script(round.passing);
      await pause(round.upMs);
      await this.#app.kill();
      kills += 1;
      const { asks } = this.log;
      if (kills % 10 === 0) {
        say(`${kills} kills, ${asks.length} asked, ${this.log.unsettled().length} open`);
      }
    }
    return kills;
  }

  /** Waits until all have ended. @returns how long that took, or `withinMs` where it did not */
  async settle(withinMs: number): Promise<number> {
    const since = performance.now();
    const planned = this.#plan.rounds.flatMap(({ asks }) => asks.map(({ ask }) => ask));
    const asked = (name: string) => this.log.asks.some((ask) => ask.name === name);
    const hasEnded = ({ name, isRetried }: PlannedAsk) => {
      const isDue = isRetried && this.log.rowOf(name)?.status === 'failed';
      return asked(name) && (!isDue || asked(againOf(name)));
    };
    await this.log.until(
      () => this.log.unsettled().length === 0 && planned.every(hasEnded),
      withinMs,
    );
    return Math.min(withinMs, performance.now() - since);
  }

  /** What everybody has in the end, what is served, and what the provider did. */
  async finals(): Promise<Omit<ImageHistory, 'runMs'>> {
    await this.#provider.heal();
    await this.#everybodyIsUp();
    const fresh = await Promise.all(this.#readers.map(readRoom));
    const revs = new Map(fresh.flatMap(({ images }) => images.map(({ id, rev }) => [id, rev])));
    const everybody = this.#members.flat();
    const hasAll = (member: Member) =>
      member.known().images.every(({ id, rev }) => rev >= (revs.get(id) ?? 0));
    await this.log.until(() => everybody.every(hasAll), deliveryMs);
    const reads: ReadRows[] = [...fresh, ...everybody.map((member) => member.known())];
    const { asks, heard } = this.log;
    const predictions = await this.#provider.predictions();
    return { asks, heard, reads, served: await this.#served(fresh), predictions };
  }

  async end(): Promise<void> {
    this.#hasEnded = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.log.giveUp();
    await Promise.all(this.#members.flat().map((member) => member.leave()));
  }

  #everybodyIsUp(): Promise<boolean> {
    return this.log.until(() => this.#members.flat().every(({ isUp }) => isUp), arrivalMs);
  }

  #askIn(round: Round): void {
    for (const { ask, afterMs } of round.asks) this.#later(afterMs, () => this.#ask(ask, null));
  }

  #ask(planned: PlannedAsk, again: string | null): void {
    const member = this.#members[planned.person]?.[planned.room];
    if (!member) throw new Error('nobody is there to ask');
    const { prompt, seed, faults, rules: _, resendAfterMs, cancelAfterMs } = planned;
    const name = again === null ? planned.name : againOf(planned.name);
    this.log.asked({
      name,
      by: member.name,
      room: member.room,
      prompt,
      again,
      faults: faults.map((fault) => fault.name),
      isSpoilt: faults.some(({ spoils }) => spoils),
    });
    const request = { type: 'image_request', client_id: name, prompt, seed, ...size } as const;
    member.request(request);
    for (const afterMs of resendAfterMs) this.#later(afterMs, () => member.request(request));
    void this.#follow(planned, member, { name, cancelAfterMs, isAgain: again !== null });
  }

  /** Cancels an image, or asks for it again where it failed, as was planned. */
  async #follow(
    planned: PlannedAsk,
    member: Member,
    {
      name,
      cancelAfterMs,
      isAgain,
    }: { name: string; cancelAfterMs: number | null; isAgain: boolean },
  ): Promise<void> {
    await this.log.until(() => this.log.idOf(name) !== undefined);
    const image_id = this.log.idOf(name);
    if (image_id === undefined) return;
    if (cancelAfterMs !== null) {
      this.#later(cancelAfterMs, () => {
        this.log.canceled(name);
        member.request({ type: 'image_cancel', client_id: `cancel-${name}`, image_id });
      });
    }
    if (isAgain || !planned.isRetried) return;
    const hasFailed = () => this.log.rowOf(name)?.status === 'failed';
    if (await this.log.until(hasFailed)) this.#ask(planned, name);
  }

  /** Of every completed image what is served, to its author and to somebody else. */
  async #served(reads: ReadRows[]): Promise<Served[]> {
    const served: Served[] = [];
    const images = new Map(reads.flatMap(({ images: rows }) => rows.map((row) => [row.id, row])));
    for (const [place, row] of [...images.values()].entries()) {
      if (row.status !== 'completed') continue;
      const readers = this.#readers.filter(({ room }) => room === row.chat_id);
      const author = this.log.asks.find(({ answers }) => answers.includes(row.id))?.by;
      const other = readers.filter(({ name }) => name !== author)[place % (readers.length - 1)];
      const two = readers.filter((reader) => reader.name === author || reader === other);
      served.push(...(await fetchImage(row, two)));
    }
    return served;
  }

  #later(afterMs: number, work: () => void): void {
    if (this.#hasEnded) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, afterMs);
    this.#timers.add(timer);
  }
}

/** The `client_id` under which a request is asked for again. */
function againOf(name: string): string {
  return `${name}-again`;
}
