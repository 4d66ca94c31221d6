import type { ImageSettings } from '../../protocol/image-request.ts';
import type { Model } from '../../protocol/model.ts';

interface Pixels {
  width: number;
  height: number;
}

/** The size that an image of this model has unless another one is asked for. */
export function defaultSize(model: Model | undefined): Pixels {
  const square = model?.shapes.find((shape) => shape.width === shape.height);
  const shape = square ?? model?.shapes[0];
  return shape ? { width: shape.width, height: shape.height } : { width: 512, height: 512 };
}

/** A size that this model takes, as near as it gets to the wanted one. */
export function sizeFor(model: Model | undefined, { width, height }: Pixels): Pixels {
  if (!model || model.shapes.length === 0) return { width, height };
  const isOffered = model.shapes.some((one) => one.width === width && one.height === height);
  const { sides } = model;
  const fits = (side: number) =>
    sides !== null && side >= sides.min && side <= sides.max && side % sides.step === 0;
  if (isOffered || (fits(width) && fits(height))) return { width, height };
  const ratio = Math.log(width / height);
  const nearest = model.shapes.toSorted(
    (a, b) =>
      Math.abs(Math.log(a.width / a.height) - ratio) -
      Math.abs(Math.log(b.width / b.height) - ratio),
  )[0];
  return nearest ? { width: nearest.width, height: nearest.height } : { width, height };
}

/** The size of settings, as a draft has it. */
export function typedSize(
  { width, height, shape }: Pick<ImageSettings, 'width' | 'height' | 'shape'>,
  model: Model | undefined,
) {
  const named = model?.shapes.find(({ ratio }) => ratio === shape);
  return {
    width: String(named?.width ?? width ?? ''),
    height: String(named?.height ?? height ?? ''),
    shape: shape !== undefined && shape === model?.match_shape ? shape : '',
  };
}
