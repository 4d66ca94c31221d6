import type { Model } from '../../protocol/model.ts';
import { chosenModel, type Draft } from './draft.ts';
import { defaultSize, sizeFor } from './draft-size.ts';
import { shapeOf } from './words.ts';

/**
 * The size that is asked for, in pixels; where none is that can be read that of the image that is
 * followed up, or the model's usual one.
 */
export function sizeOfDraft(
  draft: Draft,
  models: readonly Model[],
): { width: number; height: number } {
  const model = chosenModel(draft, models);
  const followed = draft.parent?.kind === 'follow_up' ? draft.parent.row : undefined;
  const isMade = followed !== undefined && followed.kind !== 'upload';
  const fallback = isMade ? sizeFor(model, followed) : defaultSize(model);
  const width = Number(draft.width || fallback.width);
  const height = Number(draft.height || fallback.height);
  return width > 0 && height > 0 ? { width, height } : fallback;
}

/** Whether the picture is to have the shape of the one that it starts from. */
export function matchesImage(draft: Draft, models: readonly Model[]): boolean {
  const { shape, width, height, images } = draft;
  const word = chosenModel(draft, models)?.match_shape ?? null;
  if (word === null || images.length === 0) return false;
  return shape === word || (shape === '' && width === '' && height === '');
}

/** The model's word for the shape that is asked for, or the ratio of a typed size. */
export function shapeWordOf(draft: Draft, models: readonly Model[]): string {
  const model = chosenModel(draft, models);
  if (matchesImage(draft, models)) return model?.match_shape ?? '';
  const { width, height } = sizeOfDraft(draft, models);
  const offered = model?.shapes.find((shape) => shape.width === width && shape.height === height);
  return offered?.ratio ?? shapeOf(width, height);
}
