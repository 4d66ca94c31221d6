import sharp from 'sharp';
import { paintBackdrop, type Raster } from './backdrop.ts';
import { drawScene } from './draw-scene.ts';
import { develop } from './develop.ts';
import { composeScene, type PaintOrder } from './scene.ts';

/** A painted picture that is not encoded yet. */
export interface Painting {
  /** Red, green, blue for every pixel, row by row. */
  data: Buffer;
  width: number;
  height: number;
}

/** How many points the soft layers are computed in: they are enlarged, and time is short. */
const SOFT_POINTS = 90_000;

/**
 * Paints a picture. The same order gives the same pixels.
 * @param longSide paints it smaller, with this many pixels along the longer side
 */
export async function paint(order: PaintOrder, longSide?: number): Promise<Painting> {
  const scale = longSide === undefined ? 1 : longSide / Math.max(order.width, order.height);
  const width = Math.max(1, Math.round(order.width * scale));
  const height = Math.max(1, Math.round(order.height * scale));
  const scene = composeScene(order);
  const longest = Math.max(width, height);
  const soft = Math.round(longest * Math.min(1, Math.sqrt(SOFT_POINTS / (width * height))));
  const { svg, backdrop } = drawScene(scene);
  const under: Raster = backdrop?.(soft) ?? paintBackdrop(scene, soft);
  const overlay = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${scene.w} ${scene.h}" preserveAspectRatio="none">${svg}</svg>`,
  );
  const { data: base } = await sharp(under.data, {
    raw: { width: under.width, height: under.height, channels: 3 },
  })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { data } = await sharp(base, { raw: { width, height, channels: 3 } })
    .composite([{ input: overlay }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  develop(data, width, height, order.seed, scene.has('soft') ? 0.6 : 1);
  return { data, width, height };
}
