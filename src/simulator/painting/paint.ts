import sharp from 'sharp';
import { paintBackdrop, type Raster } from './backdrop.ts';
import { drawScene } from './draw-scene.ts';
import { develop } from './develop.ts';
import { layLooks } from './looks/lay-looks.ts';
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

/** How many pixels a look is laid on: it looks at each many times. */
const LOOK_PIXELS = 640_000;

/**
 * Paints a picture. The same order gives the same pixels.
 * @param longSide paints it smaller, with this many pixels along the longer side
 */
export async function paint(order: PaintOrder, longSide?: number): Promise<Painting> {
  const scale = longSide === undefined ? 1 : longSide / Math.max(order.width, order.height);
  const width = Math.max(1, Math.round(order.width * scale));
  const height = Math.max(1, Math.round(order.height * scale));
  const scene = composeScene(order);
  if (scene.style.looks.length > 0 && width * height > LOOK_PIXELS) {
    const side = Math.floor(Math.max(width, height) * Math.sqrt(LOOK_PIXELS / (width * height)));
    return enlarged(await paint(order, side), width, height);
  }
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
  const painting = { data, width, height };
  // A look has the grain that belongs to it.
  if (scene.style.looks.length > 0) await layLooks(painting, scene);
  else develop(data, width, height, order.seed, scene.has('soft') ? 0.6 : 1);
  return painting;
}

async function enlarged(small: Painting, width: number, height: number): Promise<Painting> {
  const raw = { width: small.width, height: small.height, channels: 3 as const };
  const data = await sharp(small.data, { raw })
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer();
  return { data, width, height };
}
