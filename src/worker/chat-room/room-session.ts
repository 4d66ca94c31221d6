import {
  clientMessageSchema,
  protocolVersion,
  type ClientMessage,
} from '../../protocol/client-message.ts';
import { models } from '../../domain/models.ts';
import type { Refusal } from '../../protocol/errors.ts';
import { frameItems } from '../../protocol/frame.ts';
import { limits } from '../../protocol/limits.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { firstIssue } from '../http/first-issue.ts';
import { log } from '../log.ts';
import type { CommitQueue } from './commit.ts';
import { changesOf, type Connections } from './connections.ts';
import type { ImageJobs } from './image-jobs.ts';
import { carryOut, type RoomRequest } from './room-requests.ts';
import type { RoomStore } from './room-store.ts';

/** The parts of a room that its conversations need. */
export type RoomParts = {
  store: RoomStore;
  jobs: ImageJobs;
  connections: Connections;
  commits: CommitQueue;
  simulated: boolean;
  canMakeImages: boolean;
};

/** What is said over the room's WebSockets: takes frames apart and answers each message. */
export class RoomSession {
  #parts: RoomParts;

  constructor(parts: RoomParts) {
    this.#parts = parts;
  }

  /** Hears a frame. Bad ones are refused in words; too large ones and too many bad ones close. */
  async hear(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    const { connections } = this.#parts;
    const now = Date.now();
    if (typeof frame !== 'string') return socket.close(1003, 'Text frames only');
    if (byteLength(frame) > limits.frameBytes) return socket.close(1009, 'Frame too large');
    const apart = frameItems(frame, limits.messagesPerFrame);
    if (!apart.ok) {
      const message =
        apart.error === 'not_json'
          ? 'A frame is JSON: one message or an array of them.'
          : `A frame holds at most ${limits.messagesPerFrame} messages.`;
      this.#refuse(socket, null, { code: 'malformed', message });
      connections.countRefused(socket, 1);
      return;
    }
    await Promise.all(apart.items.map((item) => this.#hearOne(socket, item, now)));
  }

  /** A socket closed: the others see who is left. */
  gone(socket: WebSocket): void {
    const { connections } = this.#parts;
    if (connections.isGreeted(socket)) connections.announcePresence(socket);
  }

  async #hearOne(socket: WebSocket, item: unknown, now: number): Promise<void> {
    const { connections } = this.#parts;
    const clientId = clientIdOf(item);
    if (!connections.mayRequest(connections.userId(socket), now)) {
      const words = 'That is too fast. Wait a moment and send it again.';
      this.#refuse(socket, clientId, { code: 'too_fast', message: words });
      // Who takes no notice is cut off: even a refusal costs the room its time.
      return connections.countRefused(socket, 1 / limits.tooFastPerMalformed);
    }
    const parsed = clientMessageSchema.safeParse(item);
    if (!parsed.success) {
      const error = firstIssue(parsed.error);
      const known = error.field !== undefined && error.field !== 'type';
      this.#refuse(socket, clientId, known ? error : { ...error, code: 'malformed' });
      return known ? undefined : connections.countRefused(socket, 1);
    }
    const message = parsed.data;
    if (message.type === 'ping') return connections.send(socket, { type: 'pong' });
    const isGreeted = connections.isGreeted(socket);
    if (message.type === 'hello') {
      if (!isGreeted) return this.#hello(socket, message);
      const words = 'You have said hello already. Connect again to begin anew.';
      this.#refuse(socket, null, { code: 'malformed', message: words });
      return connections.countRefused(socket, 1);
    }
    if (!isGreeted) {
      const words = 'Say hello first, with your protocol_version and last_rev.';
      return this.#refuse(socket, clientId, { code: 'hello_first', message: words });
    }
    if (message.type === 'history_request') return this.#history(socket, message);
    await this.#request(socket, message);
  }

  #hello(socket: WebSocket, hello: Extract<ClientMessage, { type: 'hello' }>): void {
    const { connections, simulated } = this.#parts;
    if (hello.protocol_version !== protocolVersion) {
      this.#refuse(socket, null, {
        code: 'unsupported_version',
        message: `This server speaks version ${protocolVersion} of the protocol. Reload the page.`,
      });
      return;
    }
    connections.greet(socket);
    const welcome: ServerMessage = {
      type: 'welcome',
      protocol_version: protocolVersion,
      user_id: connections.userId(socket),
      simulated,
      models,
    };
    const presence: ServerMessage = { type: 'presence', here: connections.here() };
    connections.send(socket, welcome, ...this.#caughtUp(hello.last_rev), presence);
    connections.announcePresence();
  }

  /** What a client lacks that has everything up to `lastRev`: the changes, or a fresh snapshot. */
  #caughtUp(lastRev: number | null): ServerMessage[] {
    const { store, jobs } = this.#parts;
    if (lastRev !== null && lastRev >= 0 && lastRev <= store.rev) {
      const changed = store.changedSince(lastRev, limits.resumeRows + 1);
      if (changed.length <= limits.resumeRows) {
        return [{ ...changesOf(changed), rev: store.rev }, ...jobs.progressNow()];
      }
    }
    const chat = store.chat();
    if (!chat) return [];
    const messages = store.messagesBefore(store.nextRev, limits.pageOfMessages);
    return [
      {
        type: 'snapshot',
        rev: store.rev,
        chat,
        members: store.members(),
        messages,
        images: store.imagesOf(messages),
        progress: jobs.progressNow(),
        has_older: this.#hasOlder(messages),
      },
    ];
  }

  #history(socket: WebSocket, request: Extract<ClientMessage, { type: 'history_request' }>): void {
    const { store, connections } = this.#parts;
    const messages = store.messagesBefore(request.before_seq, limits.pageOfMessages);
    connections.send(socket, {
      type: 'history',
      client_id: request.client_id,
      messages,
      images: store.imagesOf(messages),
      has_older: this.#hasOlder(messages),
    });
  }

  #hasOlder(page: { seq: number }[]): boolean {
    const [oldest] = page;
    return oldest !== undefined && this.#parts.store.messagesBefore(oldest.seq, 1).length > 0;
  }

  async #request(socket: WebSocket, request: RoomRequest): Promise<void> {
    const { store, jobs, commits, connections, canMakeImages } = this.#parts;
    const userId = connections.userId(socket);
    try {
      await commits.run((commit) => {
        const context = { store, jobs, canMakeImages, userId, commit, now: Date.now() };
        const carried = carryOut(request, context);
        if (carried.ok) {
          commit.reply(socket, { type: 'ack', client_id: request.client_id, ...carried.ack });
        } else {
          commit.reply(socket, refusal(request.client_id, carried.error));
        }
      });
    } catch (error) {
      log({ event: 'bug', where: request.type, error });
      const message = 'Something went wrong on this server. Send it again.';
      this.#refuse(socket, request.client_id, { code: 'internal', message });
    }
  }

  #refuse(socket: WebSocket, clientId: string | null, error: Refusal): void {
    this.#parts.connections.send(socket, refusal(clientId, error));
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
