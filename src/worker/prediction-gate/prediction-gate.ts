import { DurableObject } from 'cloudflare:workers';
import { median } from '../../domain/image-progress.ts';
import { expectedWaits } from '../../domain/prediction-gate/expected-waits.ts';
import {
  forgetSilent,
  giveSlots,
  holdingOf,
  lineOf,
  reported,
  type Gate,
} from '../../domain/prediction-gate/gate.ts';
import { answered, changesAt, isOver, type Service } from '../../domain/prediction-gate/service.ts';
import { limits } from '../../protocol/limits.ts';
import { log } from '../log.ts';
import { Paced } from '../paced.ts';
import { readSettings, type SettingsEnv } from '../settings.ts';
import { GateStore } from './gate-store.ts';
import type { HearsGate } from './gate-of.ts';
import type { GateWord, RoomNews } from './gate-word.ts';

/** How many of its latest images say how long a model usually takes. */
const usualOf = 9;

/** Between two words to the rooms that merely wait, in milliseconds. */
const wordPauseMs = 500;

type GateEnv = SettingsEnv & { CHAT_ROOM: DurableObjectNamespace<HearsGate> };

/** The gate as whoever runs the server sees it. */
export type GateStatus = {
  limit: number;
  running: number;
  waiting: number;
  /** When the image that waits for the longest was asked for; `null` where none waits. */
  oldest_waiting_since: number | null;
  service: Service;
};

/**
 * The one gate of the deployment: says which images may be asked of the provider next, over all
 * rooms. Rules in src/domain/prediction-gate/SPEC.md; this class keeps the state and tells the rooms.
 */
export class PredictionGate extends DurableObject<GateEnv> {
  #store: GateStore;
  #gate: Gate;
  #times: Record<string, number[]>;
  /** Rooms that believe the account to be refused or throttled, and so have to hear when it is not. */
  #told: Set<string>;
  #limit: number;
  #words: Paced;

  constructor(ctx: DurableObjectState, env: GateEnv) {
    super(ctx, env);
    const read = readSettings(env);
    this.#limit = read.ok ? read.settings.parallelPredictions : limits.parallelPredictions;
    this.#store = new GateStore(ctx.storage.sql);
    this.#gate = this.#store.load();
    this.#times = this.#store.mark('times') ?? {};
    this.#told = new Set(this.#store.mark('told'));
    this.#words = new Paced(
      () => ctx.waitUntil(this.#tell(this.#waitingRooms())),
      () => wordPauseMs,
    );
  }

  /** Takes a room's news in. @returns what it is to know now */
  async report(chatId: string, news: RoomNews): Promise<GateWord> {
    const now = Date.now();
    this.#measure(news);
    this.#answer(news, now);
    this.#endPause(now);
    this.#forgetSilent(now);
    const room = reported(this.#gate.rooms.get(chatId), news, now);
    if (room) this.#gate.rooms.set(chatId, room);
    else this.#gate.rooms.delete(chatId);
    this.#store.putRoom(chatId, room);
    this.#give(now, chatId);
    if (this.#waitingRooms().some((other) => other !== chatId)) this.#words.ask();
    await this.#arm();
    this.#note(chatId);
    return this.#wordFor(chatId, now);
  }

  /** The figures for whoever runs the server. */
  async status(): Promise<GateStatus> {
    const line = lineOf(this.#gate);
    return {
      limit: this.#limit,
      running: holdingOf(this.#gate).length,
      waiting: line.length,
      oldest_waiting_since: line.length > 0 ? Math.min(...line.map(({ since }) => since)) : null,
      service: this.#gate.service,
    };
  }

  /** A pause is over: somebody may try again. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    this.#endPause(now);
    this.#forgetSilent(now);
    this.#give(now);
    await this.#arm();
  }

  /** Whenever somebody asks: without anybody who waits, nobody misses what a silent room holds. */
  #forgetSilent(now: number): void {
    const known = [...this.#gate.rooms.keys()];
    forgetSilent(this.#gate, now);
    for (const id of known) if (!this.#gate.rooms.has(id)) this.#store.putRoom(id, null);
  }

  #endPause(now: number): void {
    if (isOver(this.#gate.service, now)) this.#become({ status: 'available' });
  }

  #measure({ measured }: RoomNews): void {
    if (measured.length === 0) return;
    for (const { model, ms } of measured) {
      this.#times[model] = [...(this.#times[model] ?? []), ms].slice(-usualOf);
    }
    this.#store.putMark('times', this.#times);
  }

  #answer({ answers }: RoomNews, now: number): void {
    let { service } = this.#gate;
    for (const answer of answers) service = answered(service, answer, now);
    if (service !== this.#gate.service) this.#become(service);
  }

  /** The account is treated in another way: whoever has images, or believes otherwise, hears of it. */
  #become(service: Service): void {
    if (service.status !== this.#gate.service.status) {
      log({ event: 'image_service', status: service.status });
    }
    this.#gate.service = service;
    this.#store.putMark('service', service);
    this.ctx.waitUntil(this.#tell([...new Set([...this.#gate.rooms.keys(), ...this.#told])]));
  }

  /** Gives what is free, and tells the rooms that got something; the one that asks hears anyway. */
  #give(now: number, asking?: string): void {
    const before = this.#gate.service;
    const given = giveSlots(this.#gate, this.#limit, now);
    if (this.#gate.service !== before) this.#store.putMark('service', this.#gate.service);
    const rooms = new Set(given.map(({ chat_id }) => chat_id));
    for (const id of rooms) this.#store.putRoom(id, this.#gate.rooms.get(id) ?? null);
    if (asking !== undefined) rooms.delete(asking);
    if (rooms.size > 0) this.ctx.waitUntil(this.#tell([...rooms]));
  }

  #waitingRooms(): string[] {
    return [...this.#gate.rooms].flatMap(([id, { waiting }]) => (waiting.length > 0 ? [id] : []));
  }

  /** A room that cannot be told asks by itself, as long as its images wait. */
  async #tell(chatIds: string[]): Promise<void> {
    await Promise.all(
      chatIds.map(async (chatId) => {
        try {
          const word = this.#wordFor(chatId, Date.now());
          await this.env.CHAT_ROOM.getByName(chatId).hearGate(word);
          this.#note(chatId);
        } catch (error) {
          log({ event: 'room_not_told', chat_id: chatId, error });
        }
      }),
    );
  }

  #wordFor(chatId: string, now: number): GateWord {
    const { service, rooms } = this.#gate;
    const holding = holdingOf(this.#gate);
    const line = lineOf(this.#gate);
    const usual = new Map<string, number>();
    for (const [model, times] of Object.entries(this.#times)) usual.set(model, median(times) ?? 0);
    const usualMs = (model: string) => usual.get(model) ?? null;
    const earliest = Math.max(0, (changesAt(service) ?? now) - now);
    const waits = expectedWaits(line, holding, { usualMs, limit: this.#limit, now, earliest });
    const places = line.flatMap(({ chat_id, image_id }, index) =>
      chat_id === chatId ? [{ image_id, position: index + 1, wait_ms: waits[index] ?? null }] : [],
    );
    return {
      given: (rooms.get(chatId)?.given ?? []).map(({ image_id }) => image_id),
      places,
      running: holding.length,
      usual: Object.fromEntries(usual),
      service,
    };
  }

  /** Notes what a room was told of the account. */
  #note(chatId: string): void {
    const isBad = this.#gate.service.status !== 'available';
    if (this.#told.has(chatId) === isBad) return;
    if (isBad) this.#told.add(chatId);
    else this.#told.delete(chatId);
    this.#store.putMark('told', [...this.#told]);
  }

  /** Sets the alarm for the end of a pause. */
  async #arm(): Promise<void> {
    const at = changesAt(this.#gate.service);
    const isDue = at !== null && at > Date.now();
    if (isDue) await this.ctx.storage.setAlarm(at);
  }
}
