/** Pixels across and down. */
export interface Size {
  width: number;
  height: number;
}

/** The longest side that anything here is made with, in pixels. */
const LONGEST = 8192;
/** As many pixels as the largest picture has: 4096 by 4096. */
export const MOST_PIXELS = 16_777_216;
const MEGAPIXEL = 1_048_576;

/** Pixels at one megapixel for each aspect ratio, as the flux models on Replicate answer them. */
const FLUX_SIZES: Record<string, readonly [number, number]> = {
  '1:1': [1024, 1024],
  '16:9': [1344, 768],
  '21:9': [1536, 640],
  '3:2': [1216, 832],
  '2:3': [832, 1216],
  '4:5': [896, 1088],
  '5:4': [1088, 896],
  '3:4': [896, 1152],
  '4:3': [1152, 896],
  '9:16': [768, 1344],
  '9:21': [640, 1536],
};

/**
 * The size of a flux model's picture.
 * @param megapixels "0.25" is half of each side
 */
export function fluxSize(ratio: string, megapixels = '1'): Size {
  const [width, height] = FLUX_SIZES[ratio] ?? [1024, 1024];
  const scale = megapixels === '0.25' ? 0.5 : 1;
  return { width: width * scale, height: height * scale };
}

/**
 * A size of that shape with about so many pixels.
 * @param ratio such as "16:9"; anything else is a square
 * @param pixels one megapixel if left out
 * @param step every side is a multiple of it
 */
export function sizeOfRatio(ratio: string, pixels = MEGAPIXEL, step = 16): Size {
  const match = /^(\d+):(\d+)$/.exec(ratio);
  return sizeOfShape(Number(match?.[1] ?? 1) / Number(match?.[2] ?? 1), pixels, step);
}

/** The same of a shape that is given as width divided by height. */
export function sizeOfShape(shape: number, pixels = MEGAPIXEL, step = 16): Size {
  const side = (length: number): number =>
    Math.min(LONGEST, Math.max(step, Math.round(length / step) * step));
  return { width: side(Math.sqrt(pixels * shape)), height: side(Math.sqrt(pixels / shape)) };
}

/**
 * Reads a size such as "1365x1024".
 * @returns undefined for anything else, such as "None"
 */
export function readSize(text: string): Size | undefined {
  const match = /^(\d+)x(\d+)$/.exec(text);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}

/** A size that was asked for by its sides, within what can be painted. */
export function sizeOfSides(width: number, height: number, step = 1): Size {
  const side = (length: number): number =>
    Math.min(4096, Math.max(64, Math.round(length / step) * step));
  return { width: side(width), height: side(height) };
}

/** A picture made larger, by less than was asked for where that would be too large. */
export function scaledSize({ width, height }: Size, factor: number): Size {
  const most = Math.min(
    LONGEST / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  const by = Math.min(factor, most);
  return {
    width: Math.max(1, Math.round(width * by)),
    height: Math.max(1, Math.round(height * by)),
  };
}
