import { predictionInput } from '../../domain/models/prediction-input.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { keyOfPath, partsOfKey } from '../images/image-key.ts';
import type { Asked } from '../images/turn.ts';
import { specOf } from './live-image.ts';
import type { RoomModels } from './room-models.ts';
import type { RoomStore } from './room-store.ts';

/**
 * What a prediction for an image is asked for with.
 *
 * @returns `null` where its model is not known here (any more)
 */
export function askedFor(row: ImageRow, models: RoomModels, store: RoomStore): Asked | null {
  const definition = models.definition(row.model);
  if (!definition) return null;
  const sources = row.images.map((id) => store.get('image', id));
  const names = sources.flatMap((source) => partsOfKey(keyOfPath(source?.url ?? ''))?.name ?? []);
  const is_source_gone =
    names.length < sources.length || sources.some((source) => source?.deleted_at !== null);
  return { ...predictionInput(definition, specOf(row), names), is_source_gone };
}
