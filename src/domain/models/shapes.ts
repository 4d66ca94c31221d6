/** A shape that a model has a word for, with the pixels that we expect of it. */
export type Shape = { ratio: string; width: number; height: number };

/** What FLUX makes of an aspect ratio at one megapixel, as its pages on Replicate show. */
const fluxPixels: Record<string, readonly [width: number, height: number]> = {
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

/** Width by height of a word like "16:9"; `null` for any other. */
export function ratioOf(word: string): number | null {
  const found = /^\s*(\d{1,3}):(\d{1,3})\s*$/.exec(word);
  const [width, height] = [Number(found?.[1]), Number(found?.[2])];
  return width > 0 && height > 0 ? width / height : null;
}

/** Pixels in a word like "1365x1024" or "1024 x 1024 (Square)"; `null` for any other. */
export function sizeIn(word: string): { width: number; height: number } | null {
  const found = /\b(\d{3,4})\s*[x×*]\s*(\d{3,4})\b/i.exec(word);
  const [width, height] = [Number(found?.[1]), Number(found?.[2])];
  return width > 0 && height > 0 ? { width, height } : null;
}

/** The shapes that a choice offers; pixels at about one megapixel where the word is only a ratio. */
export function shapesIn(choices: readonly (string | number)[]): Shape[] {
  return choices.flatMap((choice) => {
    const word = String(choice);
    const ratio = ratioOf(word);
    const size = sizeIn(word) ?? (ratio === null ? null : megapixelOf(word, ratio));
    return size ? [{ ratio: word, ...size }] : [];
  });
}

function megapixelOf(word: string, ratio: number) {
  const known = fluxPixels[word.trim()];
  if (known) return { width: known[0], height: known[1] };
  const width = Math.sqrt(1024 * 1024 * ratio);
  const sides = { width: inSteps(width), height: inSteps(width / ratio) };
  return sides;
}

function inSteps(pixels: number): number {
  return Math.max(16, Math.round(pixels / 16) * 16);
}

/** The shape that comes nearest to a ratio of width to height. Throws where there is none. */
export function nearestShape<S extends { width: number; height: number }>(
  shapes: readonly S[],
  ratio: number,
): S {
  const distance = (shape: S) => Math.abs(Math.log(shape.width / shape.height / ratio));
  return shapes.reduce((best, shape) => (distance(shape) < distance(best) ? shape : best));
}

/** The word of a choice that means "as the image that it starts from". */
export function matchWord(choices: readonly (string | number)[]): string | null {
  const found = choices.find((choice) => /^match[_ ]/i.test(String(choice)));
  return found === undefined ? null : String(found);
}
