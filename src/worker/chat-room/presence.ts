import type { ServerMessage } from '../../protocol/server-message.ts';
import { Paced } from '../paced.ts';

/** Milliseconds between two announcements: longer in a large room, where each costs more. */
const pause = { shortestMs: 100, perPersonMs: 1 };

type PresenceOptions = {
  broadcast: (message: ServerMessage) => void;
  /** Keeps when people were last here. */
  keepLastSeen: (userIds: string[], now: number) => void;
};

/**
 * Who has the room open. What changes is told at once when it is quiet and gathered when it is not:
 * a word to everybody for each of a thousand who come at once would be a million words.
 */
export class Presence {
  #options: PresenceOptions;
  /** Greeted connections of each person. */
  #open = new Map<string, number>();
  /** Who was here when it was last told. */
  #told = new Set<string>();
  #changed = new Set<string>();
  #telling = new Paced(
    () => this.#tell(Date.now()),
    () => Math.max(pause.shortestMs, pause.perPersonMs * this.#open.size),
  );

  /** @param here the people of the connections that were open before the room slept, one for each */
  constructor(here: Iterable<string>, options: PresenceOptions) {
    this.#options = options;
    for (const userId of here) this.#count(userId, 1);
    this.#told = new Set(this.#open.keys());
  }

  /**
   * Ids of the people who are here as everybody was told, each once. Whoever is greeted begins from
   * this, since the next change is told as what differs from it.
   */
  get told(): string[] {
    return [...this.#told];
  }

  /** One more connection of a person was greeted. */
  came(userId: string): void {
    this.#count(userId, 1);
    this.#changed.add(userId);
    this.#telling.ask();
  }

  /** A greeted connection of a person is gone. */
  went(userId: string): void {
    this.#count(userId, -1);
    this.#changed.add(userId);
    this.#telling.ask();
  }

  #count(userId: string, change: 1 | -1): void {
    const open = (this.#open.get(userId) ?? 0) + change;
    if (open > 0) this.#open.set(userId, open);
    else this.#open.delete(userId);
  }

  #tell(now: number): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    const came = changed.filter((id) => this.#open.has(id) && !this.#told.has(id));
    const went = changed.filter((id) => !this.#open.has(id) && this.#told.has(id));
    if (came.length === 0 && went.length === 0) return;
    this.#told = new Set(this.#open.keys());
    this.#options.keepLastSeen([...came, ...went], now);
    this.#options.broadcast({
      type: 'presence_change',
      came,
      went: went.map((user_id) => ({ user_id, last_seen_at: now })),
    });
  }
}
