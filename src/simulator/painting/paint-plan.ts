import sharp from 'sharp';
import type { Plan, SourceUse } from '../models/model.ts';
import { editSource } from './edit-source.ts';
import { paint, type Painting } from './paint.ts';
import { blendSource, keepMasked, pixelsOf } from './source-image.ts';

/** As many pixels as the largest picture has that is painted as large as it comes out. */
const WHOLE_PIXELS = 1440 * 1440;
/** How many are painted of a larger one. */
const PAINTED_PIXELS = 1_500_000;
/** How strongly a picture that is only taken after gives way to the painting. */
const REFERENCE_STRENGTH = 0.85;

/** The pictures that go in. */
export interface Sources {
  /** The most important first. */
  pictures: readonly Uint8Array[];
  mask: Uint8Array | undefined;
}

/**
 * Paints one picture of a plan, from its words and from what goes in. A very large one is painted
 * smaller, to be enlarged when it is encoded: time and memory are short.
 * @param index which picture, counted from 0
 * @param longSide paints it with so many pixels along the longer side
 */
export async function paintPlan(
  plan: Plan & { seed: number },
  sources: Sources,
  index: number,
  longSide?: number,
): Promise<Painting> {
  const { prompt, negative_prompt, width, height, seed } = plan;
  const order = { prompt, negative_prompt, width, height, seed: seed + index };
  const side = longSide ?? sideWithin(plan);
  const [first] = sources.pictures;
  if (first && plan.use === 'upscale') return asItIs(plan, first, longSide);
  const painting = await paint(order, side);
  if (!first) return painting;
  const made = await withSources(painting, plan, sources.pictures);
  const { mask } = sources;
  return mask ? keepMasked(made, first, mask, plan.repaint ?? 'white') : made;
}

async function withSources(
  painting: Painting,
  plan: Plan,
  pictures: readonly Uint8Array[],
): Promise<Painting> {
  const use: SourceUse = plan.use ?? 'start';
  if (use === 'edit') return editSource(painting, pictures, plan.prompt);
  const strength = use === 'reference' ? REFERENCE_STRENGTH : plan.prompt_strength;
  let made = painting;
  for (const picture of pictures) made = await blendSource(made, picture, strength);
  return made;
}

/** The source at its own size, or smaller: it is enlarged when it is encoded. */
async function asItIs(plan: Plan, source: Uint8Array, longSide?: number): Promise<Painting> {
  const { autoOrient } = await sharp(source).metadata();
  const own = Math.max(autoOrient.width, autoOrient.height);
  const whole = Math.max(plan.width, plan.height);
  const scale = Math.min(own, whole, longSide ?? whole) / whole;
  const width = Math.max(1, Math.round(plan.width * scale));
  const height = Math.max(1, Math.round(plan.height * scale));
  return { data: await pixelsOf(source, { width, height }), width, height };
}

/** Undefined when the picture is small enough to be painted as it is. */
function sideWithin({ width, height }: Plan): number | undefined {
  const pixels = width * height;
  if (pixels <= WHOLE_PIXELS) return undefined;
  return Math.floor(Math.max(width, height) * Math.sqrt(PAINTED_PIXELS / pixels));
}
