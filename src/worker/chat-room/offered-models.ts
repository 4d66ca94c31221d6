import type { KeptModel } from '../../domain/models/find-model.ts';
import type { ChatModels } from '../../protocol/http.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import type { ReadModel } from '../models/read-model.ts';
import type { CommitQueue } from './commit.ts';
import type { ImageJobs } from './image-jobs.ts';
import { ModelRefresh } from './model-refresh.ts';
import type { RoomModels } from './room-models.ts';
import type { RoomStore } from './room-store.ts';

type OfferParts = {
  store: RoomStore;
  models: RoomModels;
  jobs: ImageJobs;
  commits: CommitQueue;
  /** Whether anybody could be asked, and there is anything left to do it for. */
  isOfUse: () => boolean;
  read: (ids: readonly string[]) => Promise<ReadModel[]>;
};

/** Tells of the models that a room offers, changes them, and keeps them as Replicate has them. */
export class OfferedModels {
  /** Looks at what Replicate says of them, now and then. */
  readonly refresh: ModelRefresh;
  #parts: OfferParts;

  constructor(parts: OfferParts) {
    this.#parts = parts;
    const { store, isOfUse, read } = parts;
    this.refresh = new ModelRefresh({
      store,
      isOfUse,
      offered: () => this.ids,
      read,
      keep: (kept) => this.#keep(kept),
    });
  }

  /** Ids of those on offer, in their order. */
  get ids(): string[] {
    return this.#parts.models.offered(() => null).map(({ id }) => id);
  }

  /** Those on offer, and all that the room knows. */
  read(): ChatModels {
    const { models, jobs } = this.#parts;
    return { offered: this.ids, models: models.known((id) => jobs.usualMs(id)) };
  }

  /** Offers exactly these from now on, and says so to everybody. */
  async offer(kept: readonly KeptModel[]): Promise<ChatModels> {
    await this.#parts.commits.run((commit) => {
      this.#parts.models.offer(kept);
      commit.announce(this.#message());
    });
    return this.read();
  }

  /** Keeps what was read of models anew, and tells everybody where that is news. */
  async #keep(kept: readonly KeptModel[]): Promise<void> {
    await this.#parts.commits.run((commit) => {
      if (this.#parts.models.refresh(kept)) commit.announce(this.#message());
    });
  }

  #message(): ServerMessage {
    const { models, jobs } = this.#parts;
    const offered = models.offered((id) => jobs.usualMs(id));
    return { type: 'models', models: offered, models_tag: models.tag };
  }
}
