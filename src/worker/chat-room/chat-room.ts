import { DurableObject } from 'cloudflare:workers';
import type { JobEvent } from '../../domain/image-job/job.ts';
import type { Reading } from '../../domain/image-progress.ts';
import { pingFrame, pongFrame } from '../../protocol/client-message.ts';
import type { Listed, Turn } from '../images/turn.ts';
import { log } from '../log.ts';
import { readSettings } from '../settings.ts';
import { CommitQueue, type Commit } from './commit.ts';
import { Connections } from './connections.ts';
import { ImageJobs } from './image-jobs.ts';
import { Projector } from './projector.ts';
import type { RoomEnv } from './room-env.ts';
import { RoomSession } from './room-session.ts';
import { RoomStore } from './room-store.ts';
import { visitOf } from './visit.ts';

/** After a write: how long until the alarm makes sure that D1 got it, in milliseconds. */
const projectionCheckMs = 10_000;

/** Messages that a queue takes at once. */
const queueBatch = 100;

/**
 * One chat, and the only writer of its messages and images. Holds the WebSockets, which hibernate.
 * This class only carries: from the platform's events to the parts that know what to do.
 */
export class ChatRoom extends DurableObject<RoomEnv> {
  #store: RoomStore;
  #jobs: ImageJobs;
  #connections: Connections;
  #commits: CommitQueue;
  #projector: Projector;
  #session: RoomSession;
  #alarmAt: number | null = null;

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env);
    this.#store = new RoomStore(ctx.storage.sql);
    this.#jobs = new ImageJobs(this.#store);
    this.#connections = new Connections(ctx);
    this.#projector = new Projector(this.#store, env.DB);
    this.#commits = new CommitQueue(ctx.storage, {
      deliver: (commit) => this.#deliver(commit),
      rolledBack: () => {
        this.#store.reload();
        this.#jobs.reload();
      },
    });
    const read = readSettings(env);
    this.#session = new RoomSession({
      store: this.#store,
      jobs: this.#jobs,
      connections: this.#connections,
      commits: this.#commits,
      simulated: read.ok && read.settings.simulated,
      canMakeImages: read.ok && read.settings.replicate !== null,
    });
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingFrame, pongFrame));
    void ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm();
    });
  }

  /** Opens a WebSocket for a member of the chat; the worker has checked that it is one. */
  override async fetch(request: Request): Promise<Response> {
    const { chat, person } = visitOf(request);
    // Makes up for whatever was cut off between D1 and here: a creation, a joining, a new name.
    await this.#commits.run((commit) => this.#welcome(chat, person, commit));
    const { 0: client, 1: server } = new WebSocketPair();
    if (!this.#connections.accept(server, person.id)) return new Response(null, { status: 429 });
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    await this.#session.hear(socket, frame);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#session.gone(socket);
    // Without this the handshake never ends. Most codes cannot be sent, only received.
    socket.close(code >= 3000 && code <= 4999 ? code : 1000);
  }

  override webSocketError(socket: WebSocket): void {
    this.#session.gone(socket);
  }

  /** Wakes what has not moved, and copies to D1 what it lacks. Never throws: alarms give up. */
  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    const now = Date.now();
    try {
      await this.#commits.run((commit) => this.#jobs.endExpired(commit, now));
      await this.#wake(this.#jobs.takeOverdue(now));
      if (this.#projector.behind) await this.#projector.run();
    } catch (error) {
      log({ event: 'bug', where: 'alarm', error });
    }
    await this.#arm();
  }

  /** Shows a person among the members, and makes the room where it was not made yet. */
  async join(chat: { id: string; name: string }, person: { id: string; name: string }) {
    await this.#commits.run((commit) => this.#welcome(chat, person, commit));
  }

  /** Ends a person's connections: they signed out. */
  signOut(userId: string): void {
    this.#connections.closeAll(userId, 4401, 'Signed out');
  }

  /** Shows the chat under another name. */
  async renameChat(name: string): Promise<void> {
    await this.#commits.run((commit) => {
      const chat = this.#store.chat();
      if (!chat || chat.name === name) return;
      commit.change({ kind: 'chat', row: this.#store.put('chat', { ...chat, name }) });
    });
  }

  /** Shows a member under another name. */
  async renameMember(id: string, name: string): Promise<void> {
    await this.#commits.run((commit) => {
      const member = this.#store.get('member', id);
      if (!member || member.name === name) return;
      commit.change({ kind: 'member', row: this.#store.put('member', { ...member, name }) });
    });
  }

  /**
   * Lets an image's job hear of an event, `wake` first of all, and says what to do next.
   *
   * @returns the next effect; `null` where this consumer is done with the job
   */
  async reportImage(
    imageId: string,
    event: JobEvent | Listed,
    reading: Reading | null = null,
  ): Promise<Turn | null> {
    return this.#commits.run((commit) =>
      this.#jobs.hear(imageId, event, reading, commit, Date.now()),
    );
  }

  #welcome(
    chat: { id: string; name: string },
    person: { id: string; name: string },
    commit: Commit,
  ): void {
    if (!this.#store.chat()) {
      commit.change({ kind: 'chat', row: this.#store.put('chat', chat) });
    }
    const known = this.#store.get('member', person.id);
    if (known?.name === person.name) return;
    const joined_at = known?.joined_at ?? Date.now();
    commit.change({ kind: 'member', row: this.#store.put('member', { ...person, joined_at }) });
  }

  #deliver(commit: Commit): void {
    this.#connections.deliver(commit);
    if (commit.changed.length > 0) this.ctx.waitUntil(this.#projector.run());
    this.ctx.waitUntil(this.#wake(commit.wakes));
    this.ctx.waitUntil(this.#arm());
  }

  /** Puts jobs on the queue. Where that fails, the alarm does it again. */
  async #wake(imageIds: string[]): Promise<void> {
    const chatId = this.#store.chat()?.id;
    if (chatId === undefined || imageIds.length === 0) return;
    try {
      for (let at = 0; at < imageIds.length; at += queueBatch) {
        const bodies = imageIds.slice(at, at + queueBatch);
        await this.env.IMAGE_QUEUE.sendBatch(
          bodies.map((image_id) => ({ body: { chat_id: chatId, image_id } })),
        );
      }
    } catch (error) {
      log({ event: 'queue_send_failed', chat_id: chatId, error });
    }
  }

  /** Sets the alarm for the next thing that may need it. */
  async #arm(): Promise<void> {
    const now = Date.now();
    const times = [
      this.#jobs.nextOverdue(),
      this.#projector.retryAt,
      this.#projector.behind ? now + projectionCheckMs : null,
    ].filter((time) => time !== null);
    if (times.length === 0) return;
    const at = Math.min(...times);
    if (this.#alarmAt !== null && this.#alarmAt <= at) return;
    this.#alarmAt = at;
    await this.ctx.storage.setAlarm(at);
  }
}
