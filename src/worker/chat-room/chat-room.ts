import { DurableObject } from 'cloudflare:workers';
import type { Reading } from '../../domain/image-progress.ts';
import type { KeptModel } from '../../domain/models/find-model.ts';
import { serviceMessage } from '../../domain/prediction-gate/service-message.ts';
import { pingFrame, pongFrame } from '../../protocol/client-message.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { ChatModels, ImageFamily } from '../../protocol/http.ts';
import type { Report, Told, Turn } from '../images/turn.ts';
import { readModels } from '../models/model-catalog.ts';
import { gateOf } from '../prediction-gate/gate-of.ts';
import type { GateWord } from '../prediction-gate/gate-word.ts';
import { askedFor } from './asked-for.ts';
import { CommitQueue } from './commit.ts';
import { Connections } from './connections.ts';
import { familyOf } from './family.ts';
import { GateLine } from './gate-line.ts';
import { History } from './history.ts';
import { ImageJobs } from './image-jobs.ts';
import { ImageReports } from './image-reports.ts';
import { JobStore } from './job-store.ts';
import { noteUpload } from './note-upload.ts';
import { OfferedModels } from './offered-models.ts';
import { openSocket } from './open-socket.ts';
import type { Answer } from './request-context.ts';
import { roomGone, type Requeue } from './requeue-image.ts';
import { RoomAlarm } from './room-alarm.ts';
import { RoomCopies } from './room-copies.ts';
import { RoomDuties } from './room-duties.ts';
import type { RoomEnv } from './room-env.ts';
import { RoomModels } from './room-models.ts';
import type { RoomPage } from './room-page.ts';
import { RoomPeople } from './room-people.ts';
import { RoomRemoval } from './room-removal.ts';
import { RoomSession } from './room-session.ts';
import { roomSettings } from './room-settings.ts';
import { RoomStore } from './room-store.ts';
import { RoomWords } from './room-words.ts';
import { UploadStore, type Upload } from './upload-store.ts';
import { Visitors } from './visitors.ts';
import type { Introduction, VisitedChat } from './visit.ts';
import { WebhookIds } from './webhook-ids.ts';

/**
 * One chat, and the only writer of its messages and images. Holds the WebSockets, which hibernate.
 * This class only carries: from the platform's events to the parts that know what to do.
 */
export class ChatRoom extends DurableObject<RoomEnv> {
  #store: RoomStore;
  #visitors: Visitors;
  #people: RoomPeople;
  #models: RoomModels;
  #offer: OfferedModels;
  #uploads: UploadStore;
  #jobs: ImageJobs;
  #reports: ImageReports;
  #history: History;
  #connections: Connections;
  #commits: CommitQueue;
  #copies: RoomCopies;
  #line: GateLine;
  #removal: RoomRemoval;
  #session: RoomSession;
  #duties: RoomDuties;

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env);
    const { sql } = ctx.storage;
    const settings = roomSettings(env);
    const jobStore = new JobStore(sql);
    this.#store = new RoomStore(sql);
    this.#visitors = new Visitors(sql);
    this.#people = new RoomPeople(this.#store);
    this.#models = new RoomModels(sql, settings.modelPrices, (id) => this.#jobs.isAskedOf(id));
    this.#uploads = new UploadStore(sql);
    this.#jobs = new ImageJobs(this.#store, jobStore, settings.runMs, (row) =>
      askedFor(row, this.#models, this.#store),
    );
    this.#reports = new ImageReports(this.#jobs, jobStore, new WebhookIds(sql));
    this.#history = new History(this.#store, this.#jobs);
    this.#connections = new Connections(ctx, settings.requestRate, (peer) =>
      this.#session.gone(peer),
    );
    this.#copies = new RoomCopies({
      store: this.#store,
      visitors: this.#visitors,
      env,
      isDeleted: () => this.#removal.isDeleted,
      waitUntil: (work) => ctx.waitUntil(work),
      afterRun: () => this.#duties.arm(),
    });
    this.#line = new GateLine({
      jobs: this.#jobs,
      report: (news) => gateOf(env).report(this.#store.chatId, news),
      heard: (word) => this.hearGate(word),
    });
    this.#commits = new CommitQueue(ctx.storage, {
      deliver: (commit) => this.#duties.deliver(commit),
      rolledBack: () => {
        this.#store.reload();
        this.#models.reload();
        this.#jobs.reload();
      },
      untold: () => this.#connections.endAll(closeCodes.busy, 'Something was missed'),
    });
    this.#offer = new OfferedModels({
      store: this.#store,
      models: this.#models,
      jobs: this.#jobs,
      commits: this.#commits,
      isOfUse: () => settings.canMakeImages && !this.#removal.isDeleted,
      read: (ids) => readModels(env, ids),
    });
    this.#removal = new RoomRemoval({
      store: this.#store,
      jobs: this.#jobs,
      jobStore,
      projector: this.#copies.projector,
      env,
      wipe: () => ctx.storage.deleteAll(),
    });
    const words = new RoomWords({
      sql,
      store: this.#store,
      connections: this.#connections,
      commits: this.#commits,
      settings: settings.languageModels,
      env,
      isDeleted: () => this.#removal.isDeleted,
      waitUntil: (work) => ctx.waitUntil(work),
    });
    this.#session = new RoomSession({
      store: this.#store,
      visitors: this.#visitors,
      jobs: this.#jobs,
      models: this.#models,
      uploads: this.#uploads,
      words,
      history: this.#history,
      connections: this.#connections,
      commits: this.#commits,
      settings,
      isDeleted: () => this.#removal.isDeleted,
      onRead: () => {
        this.#copies.ask();
        ctx.waitUntil(this.#duties.arm());
      },
      service: () => this.#line.service,
      onGreet: () => this.#duties.greeted(),
    });
    const alarm = new RoomAlarm(ctx.storage);
    this.#duties = new RoomDuties({
      store: this.#store,
      jobs: this.#jobs,
      connections: this.#connections,
      commits: this.#commits,
      copies: this.#copies,
      line: this.#line,
      removal: this.#removal,
      writer: words.writer,
      alarm,
      refresh: this.#offer.refresh,
      queue: env.IMAGE_QUEUE,
      waitUntil: (work) => ctx.waitUntil(work),
    });
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingFrame, pongFrame));
    void ctx.blockConcurrencyWhile(() => alarm.load());
  }

  /** Opens a WebSocket for a member of the chat. */
  override async fetch(request: Request): Promise<Response> {
    return openSocket(request, {
      connections: this.#connections,
      people: this.#people,
      session: this.#session,
      isDeleted: () => this.#removal.isDeleted,
      join: (introduction) => this.join(introduction),
    });
  }

  override async webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    const peer = this.#connections.peer(socket);
    if (peer && !peer.hasEnded) await this.#session.hear(peer, frame);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#forget(socket);
    // Without this the handshake never ends. Most codes cannot be sent, only received.
    socket.close(code >= 3000 && code <= 4999 ? code : 1000);
  }

  override webSocketError(socket: WebSocket): void {
    this.#forget(socket);
  }

  override async alarm(): Promise<void> {
    await this.#duties.ring();
  }

  /** Shows a person among the members, and makes the room where it was not made yet. */
  async join(introduction: Introduction): Promise<void> {
    // Most who come are known: nothing is to be written then.
    if (this.#removal.isDeleted || !this.#people.isNews(introduction)) return;
    await this.#commits.run((commit) => this.#people.welcome(introduction, commit, Date.now()));
  }

  /** Ends a person's connections: they signed out. */
  signOut(userId: string): void {
    if (!this.#removal.isDeleted) this.#people.signedOut(userId, Date.now());
    this.#connections.endAll(closeCodes.signedOut, 'Signed out', userId);
  }

  /** Shows the chat under another name. */
  async renameChat(name: string): Promise<void> {
    await this.#commits.run((commit) => this.#people.renameChat(name, commit));
  }

  /** Shows a member under another name. */
  async renameMember(id: string, name: string): Promise<void> {
    await this.#commits.run((commit) => this.#people.renameMember(id, name, commit));
  }

  /**
   * Deletes the chat with everything in it, here, in D1 and in the image store, until it is done.
   *
   * @param chat as D1 has it: of a room that was never made there may be rows all the same
   */
  async deleteChat(chat: VisitedChat): Promise<void> {
    if (this.#removal.isGone) return;
    await this.#commits.run((commit) => this.#removal.begin(chat, commit, Date.now()));
    this.#connections.endAll(closeCodes.gone, 'This room was deleted');
    await this.#removal.run();
    await this.#duties.arm();
  }

  /** Deletes those of these objects of the image store that no image here has; says which. */
  async deleteUnused(keys: string[]): Promise<string[]> {
    return this.#removal.deleteUnused(keys);
  }

  /** A page of everything, oldest first, to be exported. `afterSeq` 0 begins. */
  async readPage(afterSeq: number): Promise<RoomPage> {
    return this.#history.exportPage(afterSeq);
  }

  /** The ancestors and the offspring of an image; `null` where there is no such image. */
  async readFamily(imageId: string): Promise<ImageFamily | null> {
    return this.#removal.isDeleted ? null : familyOf(this.#store, imageId);
  }

  /**
   * Lets an image's job hear of what happened, `wake` first of all, and says what to do next.
   *
   * @returns the next effect; `null` where this consumer is done with the job
   */
  async reportImage(
    imageId: string,
    report: Report | Told,
    reading: Reading | null = null,
  ): Promise<Turn | null> {
    return this.#commits.run((commit) =>
      this.#reports.hear(imageId, report, reading, commit, Date.now()),
    );
  }

  /** Hears from the gate: which images have a slot now, and where the others stand. */
  async hearGate(word: GateWord): Promise<void> {
    if (this.#removal.isGone) return;
    const isNews = this.#line.hear(word);
    if (isNews) this.#connections.broadcast(serviceMessage(word.service));
    await this.#commits.run((commit) => this.#jobs.hearGate(word, commit, Date.now()));
  }

  /** Notes an image that a member brought in, as `noteUpload`; `null` where the chat was deleted. */
  async noteUpload(upload: Upload, begunAt: number): Promise<string | null> {
    if (this.#removal.isDeleted) return null;
    const parts = { store: this.#store, jobs: this.#jobs, uploads: this.#uploads };
    return this.#commits.run(() => noteUpload(upload, begunAt, parts, Date.now()));
  }

  /** The models that the room offers, and all that it knows. */
  async readModels(): Promise<ChatModels> {
    return this.#offer.read();
  }

  /** Offers exactly these models from now on. @returns `null` where the chat was deleted */
  async offerModels(models: KeptModel[]): Promise<ChatModels | null> {
    return this.#removal.isDeleted ? null : this.#offer.offer(models);
  }

  /** Asks for an image again that failed or was canceled. */
  async requeueImage(requeue: Requeue): Promise<Answer> {
    return this.#removal.isDeleted ? roomGone : this.#session.requeue(requeue);
  }

  #forget(socket: WebSocket): void {
    const peer = this.#connections.forget(socket);
    if (peer) this.#session.gone(peer);
  }
}
