import type { KeptModel } from '../../domain/models/find-model.ts';
import type { ChatModels } from '../../protocol/http.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import type { CommitQueue } from './commit.ts';
import type { ImageJobs } from './image-jobs.ts';
import type { RoomModels } from './room-models.ts';

type OfferParts = { models: RoomModels; jobs: ImageJobs; commits: CommitQueue };

/** Tells of the models that a room offers, and changes them. */
export class OfferedModels {
  #parts: OfferParts;

  constructor(parts: OfferParts) {
    this.#parts = parts;
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
  async keep(kept: readonly KeptModel[]): Promise<void> {
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
