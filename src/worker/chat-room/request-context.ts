import type { Refusal } from '../../protocol/errors.ts';
import type { Commit } from './commit.ts';
import type { Entries } from './entries.ts';
import type { ImageJobs } from './image-jobs.ts';
import type { Proposals } from './proposals.ts';
import type { RoomLanguage } from './room-language.ts';
import type { RoomModels } from './room-models.ts';
import type { KeptAck, RoomStore } from './room-store.ts';
import type { UploadStore } from './upload-store.ts';

/** How a request is answered: once it is written, or with why it changed nothing. */
export type Answer = { ok: true; ack: KeptAck } | { ok: false; error: Refusal };

/** What a request needs of the room to be carried out. */
export type RequestContext = {
  store: RoomStore;
  jobs: ImageJobs;
  /** Whether a provider is configured. */
  canMakeImages: boolean;
  models: RoomModels;
  uploads: UploadStore;
  entries: Entries;
  proposals: Proposals;
  language: RoomLanguage;
  userId: string;
  commit: Commit;
  now: number;
};

/** The answer to a request that is not carried out. */
export function refused(code: Refusal['code'], message: string): Answer & { ok: false } {
  return { ok: false, error: { code, message } };
}
