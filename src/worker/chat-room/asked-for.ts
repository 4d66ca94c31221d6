import { predictionInput, type PredictionInput } from '../../domain/models/prediction-input.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { specOf } from './live-image.ts';
import type { RoomModels } from './room-models.ts';
import type { RoomStore } from './room-store.ts';

/**
 * What a prediction for an image is asked for with.
 *
 * @returns `null` where its model is not known here (any more)
 */
export function askedFor(
  row: ImageRow,
  models: RoomModels,
  store: RoomStore,
): PredictionInput | null {
  const definition = models.definition(row.model);
  const sources = row.images.flatMap((id) => store.get('image', id)?.sha256 ?? []);
  return definition ? predictionInput(definition, specOf(row), sources) : null;
}
