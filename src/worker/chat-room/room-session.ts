import {
  clientMessageSchema,
  protocolVersion,
  syncedSchema,
  type ClientMessage,
} from '../../protocol/client-message.ts';
import { noTokenMessage, serviceMessage } from '../../domain/prediction-gate/service-message.ts';
import type { Service } from '../../domain/prediction-gate/service.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Refusal } from '../../protocol/errors.ts';
import { frameItems, frameOf } from '../../protocol/frame.ts';
import { limits } from '../../protocol/limits.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { firstIssue } from '../http/first-issue.ts';
import { log } from '../log.ts';
import type { Commit, CommitQueue } from './commit.ts';
import type { Connections } from './connections.ts';
import type { History } from './history.ts';
import type { ImageJobs } from './image-jobs.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';
import type { Answer, RequestContext } from './request-context.ts';
import { requeueImage, type Requeue } from './requeue-image.ts';
import { carryOut, type RoomRequest } from './room-requests.ts';
import type { RoomModels } from './room-models.ts';
import type { RoomSettings } from './room-settings.ts';
import type { RoomStore } from './room-store.ts';
import type { RoomWords } from './room-words.ts';
import { TypingWords } from './typing-words.ts';
import type { UploadStore } from './upload-store.ts';
import type { Visitors } from './visitors.ts';

/** The parts of a room that its conversations need. */
export type RoomParts = {
  store: RoomStore;
  visitors: Visitors;
  jobs: ImageJobs;
  models: RoomModels;
  uploads: UploadStore;
  words: RoomWords;
  history: History;
  connections: Connections;
  commits: CommitQueue;
  settings: RoomSettings;
  /** Whether the chat was deleted: then nothing more is kept. */
  isDeleted: () => boolean;
  /** Somebody has read further: D1 is to know, some time. */
  onRead: () => void;
  /** How the provider treats the account, as far as this room knows. */
  service: () => Service;
  /** Somebody came: what the room knows of the world outside had better be fresh. */
  onGreet: () => void;
};

/** People who were here, of whom a greeting says when. */
const mostAway = 200;

/** What is said over the room's WebSockets: takes frames apart and answers each message. */
export class RoomSession {
  #parts: RoomParts;
  #presence: Presence;
  #typing = new TypingWords();

  constructor(parts: RoomParts) {
    this.#parts = parts;
    const { connections, visitors, isDeleted } = parts;
    const here = connections.greeted().map(({ userId }) => userId);
    this.#presence = new Presence(here, {
      broadcast: (message) => connections.broadcast(message),
      keepLastSeen: (userIds, now) => {
        if (!isDeleted()) visitors.markSeen(userIds, now);
      },
    });
  }

  /** Hears a frame. Bad ones are refused in words; too large ones and too many bad ones close. */
  async hear(peer: Peer, frame: string | ArrayBuffer): Promise<void> {
    const now = Date.now();
    if (typeof frame !== 'string') return peer.end(closeCodes.unsupported, 'Text frames only');
    if (byteLength(frame) > limits.frameBytes) {
      return peer.end(closeCodes.tooLarge, 'Frame too large');
    }
    const apart = frameItems(frame, limits.messagesPerFrame);
    if (!apart.ok) {
      const message =
        apart.error === 'not_json'
          ? 'A frame is JSON: one message or an array of them.'
          : `A frame holds at most ${limits.messagesPerFrame} messages.`;
      this.#refuse(peer, null, { code: 'malformed', message });
      peer.countRefused(1);
      return;
    }
    await Promise.all(apart.items.map((item) => this.#hearOne(peer, item, now)));
  }

  /** A connection closed: the others see who is left. */
  gone(peer: Peer): void {
    this.#parts.words.suggestions.gone(peer);
    if (peer.isGreeted) this.#presence.went(peer.userId);
  }

  async #hearOne(peer: Peer, item: unknown, now: number): Promise<void> {
    if (peer.hasEnded) return;
    const { connections } = this.#parts;
    // Costs nothing, and must not be lost: a reader that keeps up would be dropped.
    if (isSynced(item)) return peer.synced(item.id);
    const clientId = clientIdOf(item);
    if (!connections.mayRequest(peer.userId, now)) {
      const words = 'That is too fast. Wait a moment and send it again.';
      if (!peer.isGreeted) return peer.end(closeCodes.busy, words);
      this.#refuse(peer, clientId, { code: 'too_fast', message: words });
      // Who takes no notice is cut off: even a refusal costs the room its time.
      return peer.countRefused(1 / limits.tooFastPerMalformed);
    }
    const parsed = clientMessageSchema.safeParse(item);
    if (!parsed.success) {
      const error = firstIssue(parsed.error);
      const known = error.field !== undefined && error.field !== 'type';
      this.#refuse(peer, clientId, known ? error : { ...error, code: 'malformed' });
      return known ? undefined : peer.countRefused(1);
    }
    const message = parsed.data;
    if (message.type === 'ping') return connections.send(peer, { type: 'pong' });
    if (message.type === 'hello') {
      if (!peer.isGreeted) return this.greet(peer, message);
      const words = 'You have said hello already. Connect again to begin anew.';
      this.#refuse(peer, null, { code: 'malformed', message: words });
      return peer.countRefused(1);
    }
    if (!peer.isGreeted) {
      const words = 'Say hello first, with your protocol_version and last_rev.';
      return this.#refuse(peer, clientId, { code: 'hello_first', message: words });
    }
    await this.#hearGreeted(peer, message, now);
  }

  async #hearGreeted(
    peer: Peer,
    message: Exclude<ClientMessage, { type: 'hello' | 'ping' }>,
    now: number,
  ): Promise<void> {
    const { connections, words, history, uploads } = this.#parts;
    switch (message.type) {
      case 'synced':
        return peer.synced(message.id);
      case 'typing':
        if (!this.#typing.isWorthTelling(peer.userId, message.what, now)) return;
        return connections.broadcast(
          { type: 'typing', user_id: peer.userId, what: message.what },
          ({ userId }) => userId !== peer.userId,
        );
      case 'read':
        return this.#read(peer, message.rev);
      case 'entry_history_request': {
        const { client_id } = message;
        return connections.send(peer, {
          type: 'entry_history',
          client_id,
          changes: words.entries.changes(),
        });
      }
      case 'suggestion_request':
        return words.suggestions.begin(peer, message, { uploads, now });
      case 'history_request': {
        const page = history.page(message);
        if (page) return connections.send(peer, page);
        const gone = { code: 'not_found', message: 'That message is gone.' } as const;
        return this.#refuse(peer, message.client_id, gone);
      }
      default:
        return this.#request(peer, message);
    }
  }

  /** Answers a `hello`, said over the connection or with its address. */
  greet(peer: Peer, hello: Extract<ClientMessage, { type: 'hello' }>): void {
    const { visitors, history, settings, models, jobs, words } = this.#parts;
    if (hello.protocol_version !== protocolVersion) {
      this.#refuse(peer, null, {
        code: 'unsupported_version',
        message: `This server speaks version ${protocolVersion} of the protocol. Reload the page.`,
      });
      return;
    }
    const hasModels = hello.models_tag === models.tag;
    const welcome: ServerMessage = {
      type: 'welcome',
      protocol_version: protocolVersion,
      user_id: peer.userId,
      simulated: settings.simulated,
      models: hasModels ? null : models.offered((id) => jobs.usualMs(id)),
      models_tag: models.tag,
      language: words.language.offered,
      read_rev: visitors.readRev(peer.userId),
    };
    const here = new Set([...this.#presence.told, peer.userId]);
    const away = visitors.lastSeen(here, mostAway);
    const present: ServerMessage = { type: 'presence', here: [...here], away };
    peer.greet();
    const drafts = words.writer.progressNow().map((draft) => JSON.stringify(draft));
    const caughtUp = [...history.caughtUp(hello.last_rev), ...drafts];
    const service = settings.canMakeImages ? serviceMessage(this.#parts.service()) : noTokenMessage;
    const news = service.status === 'available' ? [] : [JSON.stringify(service)];
    peer.send(frameOf([JSON.stringify(welcome), ...caughtUp, ...news, JSON.stringify(present)]));
    this.#presence.came(peer.userId);
    this.#parts.onGreet();
  }

  #read(peer: Peer, rev: number): void {
    const { store, visitors, connections, onRead } = this.#parts;
    const seen = Math.min(rev, store.rev);
    if (!visitors.markRead(peer.userId, seen)) return;
    connections.broadcast(
      { type: 'read', rev: seen },
      (other) => other !== peer && other.userId === peer.userId,
    );
    onRead();
  }

  async #request(peer: Peer, request: RoomRequest): Promise<void> {
    const { commits } = this.#parts;
    const { userId } = peer;
    try {
      await commits.run((commit) => {
        const carried = carryOut(request, { ...this.#contextOf(commit), userId });
        if (carried.ok) {
          commit.reply(peer, { type: 'ack', client_id: request.client_id, ...carried.ack });
        } else {
          commit.reply(peer, refusal(request.client_id, carried.error));
        }
      });
    } catch (error) {
      log({ event: 'bug', where: request.type, error });
      const message = 'Something went wrong on this server. Send it again.';
      this.#refuse(peer, request.client_id, { code: 'internal', message });
    }
  }

  /** Carries out what whoever runs the server asks for, and nobody over a connection can. */
  async requeue(requeue: Requeue): Promise<Answer> {
    return this.#parts.commits.run((commit) => requeueImage(requeue, this.#contextOf(commit)));
  }

  #contextOf(commit: Commit): Omit<RequestContext, 'userId'> {
    const { store, jobs, models, uploads, words, settings } = this.#parts;
    const { entries, proposals, language } = words;
    const { canMakeImages } = settings;
    const parts = { store, jobs, models, uploads, entries, proposals, language };
    return { ...parts, canMakeImages, commit, now: Date.now() };
  }

  #refuse(peer: Peer, clientId: string | null, error: Refusal): void {
    this.#parts.connections.send(peer, refusal(clientId, error));
  }
}

function refusal(clientId: string | null, error: Refusal): ServerMessage {
  return { type: 'refused', client_id: clientId, error };
}

/** The `client_id` of something that may be no valid message, to answer it by. */
function clientIdOf(item: unknown): string | null {
  const id =
    typeof item === 'object' && item !== null && 'client_id' in item ? item.client_id : null;
  return typeof id === 'string' && id.length <= 64 ? id : null;
}

/** Bytes of a text in UTF-8, counted only where its length leaves the answer open. */
function byteLength(text: string): number {
  return text.length * 3 <= limits.frameBytes ? text.length : new TextEncoder().encode(text).length;
}

function isSynced(item: unknown): item is { type: 'synced'; id: number } {
  const isMeant =
    typeof item === 'object' && item !== null && 'type' in item && item.type === 'synced';
  return isMeant && syncedSchema.safeParse(item).success;
}
