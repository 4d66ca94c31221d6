import { setTimeout as pause } from 'node:timers/promises';
import type { ClientMessageInput } from '../../../src/protocol/client-message.ts';
import type { ImageRow } from '../../../src/protocol/rows.ts';
import type { ServerMessage } from '../../../src/protocol/server-message.ts';
import type { RoomClient } from '../../support/room-client.ts';
import type { WebPerson } from '../../support/web-person.ts';
import type { ReadRows } from './history.ts';
import type { ImageLog } from './image-log.ts';

type Request = Extract<ClientMessageInput, { type: 'image_request' | 'image_cancel' }>;

/** Between two tries to connect, in milliseconds. */
const comeBackMs = 150;
/** After so long without an answer a request is sent again, on the same connection too. */
const patienceMs = 4_000;

/** Refusals after which the same request is sent again. */
const passing = new Set(['too_fast', 'too_many', 'internal']);

/**
 * Somebody in a room who comes back whenever the connection breaks, resumes from what they have,
 * and sends what was not answered again under the same `client_id`, as the app in a browser does.
 */
export class Member {
  readonly name: string;
  readonly room: string;
  #person: WebPerson;
  #log: ImageLog;
  #rev: number | null = null;
  #images = new Map<string, ImageRow>();
  #client: RoomClient | null = null;
  #connection = 0;
  #open = new Map<string, Request>();
  #again: NodeJS.Timeout;
  #hasLeft = false;
  #ended: Promise<void>;

  constructor(name: string, room: string, person: WebPerson, log: ImageLog) {
    this.name = name;
    this.room = room;
    this.#person = person;
    this.#log = log;
    this.#again = setInterval(() => this.#sayAgain(), patienceMs);
    this.#ended = this.#stay();
  }

  /** Whether it is connected. */
  get isUp(): boolean {
    return this.#client !== null;
  }

  /** Sends a request, and again until it is answered. One that was answered already is sent once. */
  request(request: Request): void {
    this.#open.set(request.client_id, request);
    this.#say(request);
  }

  /** What it knows of the room's images by what it heard. */
  known(): ReadRows {
    const { name: by, room } = this;
    return { by: `${by} (live)`, room, isWhole: false, images: [...this.#images.values()] };
  }

  async leave(): Promise<void> {
    this.#hasLeft = true;
    clearInterval(this.#again);
    this.#client?.close();
    await this.#ended;
  }

  async #stay(): Promise<void> {
    while (!this.#hasLeft) {
      const client = await this.#person.connect(this.room, this.#rev).catch(() => null);
      if (!client) {
        await pause(comeBackMs);
        continue;
      }
      this.#connection += 1;
      this.#client = client;
      this.#log.connected();
      client.onMessage((message) => this.#hear(message));
      this.#sayAgain();
      await client.closed;
      this.#client = null;
      if (!this.#hasLeft) this.#log.counts.lost += 1;
    }
  }

  #sayAgain(): void {
    for (const request of this.#open.values()) this.#say(request);
  }

  #say(request: Request): void {
    if (!this.#client) return;
    this.#client.say(request);
    this.#log.counts.sent += 1;
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case 'ack':
        this.#open.delete(message.client_id);
        this.#log.answered(message.client_id, message.id);
        return;
      case 'refused': {
        const { client_id, error } = message;
        // The next look sends it again.
        if (client_id === null || passing.has(error.code)) return;
        this.#open.delete(client_id);
        this.#log.refused(client_id, error.code);
        return;
      }
      case 'snapshot':
      case 'changes':
        this.#rev = message.rev;
        for (const row of message.images) this.#see(row);
        return;
      case 'image_progress': {
        const { image_id, progress } = message;
        this.#log.hear({ ...this.#source(image_id), type: 'progress', progress });
        return;
      }
      default:
      // The others say nothing of what becomes of a request.
    }
  }

  #see(row: ImageRow): void {
    const known = this.#images.get(row.id);
    if (!known || known.rev < row.rev) this.#images.set(row.id, row);
    this.#log.hear({ ...this.#source(row.id), type: 'row', row });
  }

  #source(image_id: string) {
    return { by: this.name, room: this.room, connection: this.#connection, image_id };
  }
}
