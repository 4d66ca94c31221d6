import type { ImageSettings } from '../../protocol/image-request.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import { sizeFor } from './draft-size.ts';

export interface Pixels {
  width: number;
  height: number;
}

/** What an enlarging model's factor is called. */
const factorNames = ['scale', 'upscale_factor', 'scale_factor'];

/** The control of a model that says how many times larger it makes an image, if it has one. */
export function factorOf(model: Model): { name: string; value: number } | null {
  const control = model.controls.find(({ name }) => factorNames.includes(name));
  return typeof control?.default === 'number'
    ? { name: control.name, value: control.default }
    : null;
}

/**
 * The size that an image will have, as the room reckons it, so that its frame is right before it is
 * a row; `undefined` where the request leaves it open.
 *
 * @param source the first of the images that it starts from
 */
export function sizeAsked(
  { width, height, shape, options }: ImageSettings,
  model: Model | undefined,
  source: Pixels | undefined,
): Pixels | undefined {
  if (model?.size === 'none') {
    if (!source) return { width: 1024, height: 1024 };
    const factor = factorNames.map((name) => options[name]).find((one) => typeof one === 'number');
    const times = typeof factor === 'number' && factor >= 1 ? factor : 1;
    const scale = Math.min(times, limits.longestSide / Math.max(source.width, source.height));
    return { width: Math.round(source.width * scale), height: Math.round(source.height * scale) };
  }
  const named = model?.shapes.find(({ ratio }) => ratio === shape);
  if (named) return { width: named.width, height: named.height };
  const isOpen = width === undefined && height === undefined;
  const follows = model !== undefined && model.match_shape !== null && isOpen;
  if (follows && source && (shape === undefined || shape === model.match_shape)) {
    return { width: source.width, height: source.height };
  }
  return width === undefined || height === undefined
    ? undefined
    : sizeFor(model, { width, height });
}

/** Where a request's image will be said to come from, as the room reckons it. */
export function lineageOf({ kind, parent_id, images }: ImageSettings) {
  const ids = images.map((source) => ('image_id' in source ? source.image_id : source.upload_id));
  const isReference = kind === 'original' && ids.length > 0;
  return {
    kind: isReference ? ('reference' as const) : kind,
    parent_id: parent_id ?? ids[0] ?? null,
    images: ids,
  };
}
