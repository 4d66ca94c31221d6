import type { Model } from '../../protocol/model.ts';
import type { ImageDetails } from './image-details.ts';
import { priceOf, usualTime } from './model-words.ts';

/** A model as a row of the list to choose from. */
export interface ModelRow {
  id: string;
  name: string;
  about: string;
  /** "about 4 s"; empty without a measure. */
  time: string;
  price: string;
  /** The latest picture that it made here, small; empty where there is none. */
  thumbnail: string;
  chosen: 'true' | 'false';
}

/** Models for the same use, under its name. */
export interface ModelGroup {
  use: Model['use'];
  title: string;
  rows: ModelRow[];
}

const uses: readonly { use: Model['use']; title: string }[] = [
  { use: 'create', title: 'Create' },
  { use: 'edit', title: 'Edit' },
  { use: 'upscale', title: 'Enlarge' },
];

/** The models of a room by what they are for, each in the room's order. Groups of none are left out. */
export function modelGroups(
  models: readonly Model[],
  chosen: Model | undefined,
  gallery: readonly ImageDetails[],
): ModelGroup[] {
  const row = (model: Model): ModelRow => ({
    id: model.id,
    name: model.name,
    about: model.description,
    time: usualTime(model),
    price: priceOf(model),
    thumbnail: madeBy(model, gallery),
    chosen: model.id === chosen?.id ? 'true' : 'false',
  });
  return uses
    .map(({ use, title }) => ({
      use,
      title,
      rows: models.filter((model) => model.use === use).map(row),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** The latest picture of this room that a model made, small; empty where there is none. */
export function madeBy(model: Model | undefined, gallery: readonly ImageDetails[]): string {
  return gallery.find((image) => image.model === model?.name)?.thumbnail ?? '';
}

/** Those of the models that start from pictures, for when the chosen one takes none. */
export function modelsWithImages(models: readonly Model[], count: number): Model[] {
  const taking = models.filter(({ images, use }) => images.max > 0 && use !== 'upscale');
  const enough = taking.filter(({ images }) => images.max >= count);
  return enough.length > 0 ? enough : taking;
}
