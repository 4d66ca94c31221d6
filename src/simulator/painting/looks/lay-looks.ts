import { makeNoise } from '../noise.ts';
import { hashText, makeRandom } from '../random.ts';
import type { Scene } from '../scene.ts';
import type { Canvas, LookPainter } from './canvas.ts';
import {
  paintClay,
  paintLowPoly,
  paintPaperCut,
  paintPixelArt,
  paintStainedGlass,
} from './crafts.ts';
import { paintCinematic, paintGoldenHour, paintNeon, paintNoir } from './light.ts';
import type { Look } from './look-words.ts';
import { paintInkWash, paintOil, paintPastel, paintWatercolor } from './paints.ts';
import {
  paintBlackAndWhite,
  paintCyanotype,
  paintFilm,
  paintInstant,
  paintShallowFocus,
} from './photography.ts';
import {
  paintBlueprint,
  paintClearLine,
  paintLinocut,
  paintPencil,
  paintRisograph,
  paintUkiyoe,
} from './prints.ts';

const PAINTERS: Record<Look, LookPainter> = {
  'golden-hour': paintGoldenHour,
  neon: paintNeon,
  cinematic: paintCinematic,
  noir: paintNoir,
  'shallow-focus': paintShallowFocus,
  oil: paintOil,
  watercolor: paintWatercolor,
  pastel: paintPastel,
  'ink-wash': paintInkWash,
  'low-poly': paintLowPoly,
  'stained-glass': paintStainedGlass,
  'paper-cut': paintPaperCut,
  clay: paintClay,
  pencil: paintPencil,
  'clear-line': paintClearLine,
  linocut: paintLinocut,
  'ukiyo-e': paintUkiyoe,
  risograph: paintRisograph,
  blueprint: paintBlueprint,
  'pixel-art': paintPixelArt,
  cyanotype: paintCyanotype,
  'black-and-white': paintBlackAndWhite,
  film: paintFilm,
  instant: paintInstant,
};

/** Lays the looks of a scene over its painting, in place. */
export async function layLooks(
  { data, width, height }: Pick<Canvas, 'data' | 'width' | 'height'>,
  scene: Scene,
): Promise<void> {
  const { looks, wording } = scene.style;
  const canvas: Canvas = {
    data,
    width,
    height,
    unit: Math.min(width, height) / 512,
    light: { x: (scene.light.x / scene.w) * width, y: (scene.light.y / scene.h) * height },
    focus: { x: (scene.focus / scene.w) * width, y: ((scene.horizon * 0.78) / scene.h) * height },
    noise: makeNoise(wording),
    random: (part) => makeRandom(wording ^ hashText(part)),
  };
  for (const look of looks) await PAINTERS[look](canvas);
}
