import type { KeptModel } from '../../domain/models/find-model.ts';
import { log } from '../log.ts';
import type { ReadModel } from '../models/read-model.ts';

/** From one look at what Replicate says of the models to the next, in milliseconds. */
const again = { afterSuccessMs: 24 * 60 * 60_000, afterFailureMs: 60 * 60_000 };

type RefreshParts = {
  store: {
    readonly chatId: string;
    mark: (name: string) => number;
    setMark: (name: string, value: number) => void;
  };
  /** Whether anybody could be asked, and there is anything left to do it for. */
  isOfUse: () => boolean;
  offered: () => string[];
  read: (ids: readonly string[]) => Promise<ReadModel[]>;
  /** Keeps what was read, and tells of it where it is news. */
  keep: (models: readonly KeptModel[]) => Promise<void>;
};

/** Keeps a room's models as Replicate has them: looked up now and then, while somebody is there. */
export class ModelRefresh {
  #parts: RefreshParts;
  #dueAt: number | null = null;

  constructor(parts: RefreshParts) {
    this.#parts = parts;
  }

  /** Whether it is time to look again. */
  isDue(now: number): boolean {
    const { store, isOfUse } = this.#parts;
    this.#dueAt ??= store.mark('models_due');
    return this.#dueAt <= now && isOfUse();
  }

  /** Looks once. Never throws: where it fails, the models stay as they are until the next look. */
  async run(now: number): Promise<void> {
    const { isOfUse, offered, read, keep } = this.#parts;
    // Whoever comes meanwhile need not have them looked up again.
    this.#setDue(now + again.afterFailureMs);
    try {
      const found = await read(offered());
      if (!isOfUse()) return;
      await keep(found.flatMap((one) => (one.ok ? [one.model] : [])));
      const isAsked = found.every((one) => !one.ok || !one.stands_in);
      if (isAsked) this.#setDue(now + again.afterSuccessMs);
    } catch (error) {
      log({ event: 'models_not_refreshed', chat_id: this.#parts.store.chatId, error });
    }
  }

  #setDue(at: number): void {
    this.#dueAt = at;
    this.#parts.store.setMark('models_due', at);
  }
}
