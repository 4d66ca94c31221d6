import { limits } from '../../protocol/limits.ts';
import type { Peer } from './peer.ts';
import type { RoomStore } from './room-store.ts';

/**
 * The last resort against a flood. A connection that we ended goes on delivering what it had sent
 * already, frame by frame, and with many such connections the runtime takes seconds for each hundred
 * of them, while everybody waits (docs/decisions/0010-a-flood-ends-the-room-for-a-moment.md). So the
 * flooder is locked out for a while and the room begins anew: what was queued is gone, everybody
 * else is back within a moment and resumes.
 */
export class FloodGuard {
  #store: RoomStore;
  #restart: () => void;
  #hasRung = false;

  /** @param restart drops every connection, and with it every frame that was not heard yet */
  constructor(store: RoomStore, restart: () => void) {
    this.#store = store;
    this.#restart = restart;
  }

  /** Whether a person flooded the room a short while ago. @param now milliseconds since 1970 */
  isLockedOut(userId: string, now: number): boolean {
    return this.#store.mark(lockout(userId)) > now;
  }

  /** A frame came over a connection that we ended. */
  heardAfterEnd(peer: Peer, now: number): void {
    const { frames, ms } = limits.framesAfterEnd;
    if (this.#hasRung || peer.countAfterEnd() < frames || now - peer.endedAt < ms) return;
    this.#hasRung = true;
    this.#store.setMark(lockout(peer.userId), now + limits.lockoutMs);
    this.#restart();
  }
}

function lockout(userId: string): string {
  return `locked_out/${userId}`;
}
