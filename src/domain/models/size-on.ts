import type { Refusal } from '../../protocol/errors.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model, SideRange } from '../../protocol/model.ts';
import { nearestShape } from './shapes.ts';

export type Pixels = { width: number; height: number };

type Asked = Pick<ImageSettings, 'width' | 'height' | 'shape' | 'options'>;

/** `shape` is the model's word for it, where it is asked for by one. */
export type SizeOn =
  { ok: true; width: number; height: number; shape: string | null } | { ok: false; error: Refusal };

/** What an enlarging model's factor is called. */
const factorNames = ['scale', 'upscale_factor', 'scale_factor'];

/**
 * The size in pixels that an image will have on a model, and how it is asked for: the very same, one
 * of its shapes, the nearest of them to a width and a height, or that of the image it starts from.
 * What is asked for has passed `settingsProblems`.
 *
 * @param source pixels of the image that it starts from
 */
export function sizeOn(model: Model, asked: Asked, source: Pixels | null): SizeOn {
  if (source && model.follows_image) return { ok: true, ...source, shape: null };
  if (model.size === 'none') return { ok: true, ...ownSize(asked, source), shape: null };
  if (asked.shape !== undefined) return shapeAsked(model, asked.shape, source);
  const isTyped = asked.width !== undefined || asked.height !== undefined;
  if (!isTyped && source && model.match_shape !== null) {
    return { ok: true, ...source, shape: model.match_shape };
  }
  const { width = limits.size.default, height = limits.size.default } = asked;
  if (model.size === 'exact') return { ok: true, width, height, shape: null };
  const known = model.shapes.find((one) => one.width === width && one.height === height);
  if (isTyped && !known && model.sides && fits(width, model.sides) && fits(height, model.sides)) {
    return { ok: true, width, height, shape: null };
  }
  const { ratio, ...pixels } = known ?? nearestShape(model.shapes, width / height);
  return { ok: true, ...pixels, shape: ratio };
}

function shapeAsked(model: Model, shape: string, source: Pixels | null): SizeOn {
  if (shape === model.match_shape) {
    if (source) return { ok: true, ...source, shape };
    return refusal('shape', 'There is no picture to take the shape of. Choose another shape.');
  }
  const found = model.shapes.find(({ ratio }) => ratio === shape);
  if (!found)
    return refusal('shape', `${model.name} does not have that shape. Choose another one.`);
  const { width, height } = found;
  return { ok: true, width, height, shape: model.size === 'shape' ? shape : null };
}

function fits(pixels: number, { min, max, step }: SideRange): boolean {
  return pixels >= min && pixels <= max && pixels % step === 0;
}

/** As large as the image it starts from, times the factor that was chosen, as far as is known. */
function ownSize({ options }: Asked, source: Pixels | null): Pixels {
  if (!source) return { width: 1024, height: 1024 };
  const factor = factorNames
    .map((name) => options[name])
    .find((value) => typeof value === 'number');
  const times = typeof factor === 'number' && factor >= 1 ? factor : 1;
  const scale = Math.min(times, limits.longestSide / Math.max(source.width, source.height));
  return { width: Math.round(source.width * scale), height: Math.round(source.height * scale) };
}

function refusal(field: string, message: string): SizeOn {
  return { ok: false, error: { code: 'invalid', message, field } };
}
