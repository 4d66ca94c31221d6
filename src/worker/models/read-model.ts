import type { KeptModel } from '../../domain/models/find-model.ts';
import type { RefusalCode } from '../../protocol/errors.ts';

/**
 * A model that can be used; or, in a sentence, why there is none. `stands_in` says that Replicate
 * could not be asked, so that what was known before stands.
 */
export type ReadModel =
  | { ok: true; model: KeptModel; stands_in: boolean }
  | { ok: false; code: RefusalCode; problem: string };
