import sharp from 'sharp';

const SIDE = 16;
/** How far two looks may be apart, of 255: what another encoding or a smaller size makes of one. */
const SAME_WITHIN = 5;

/** A picture as sixteen by sixteen pixels, red, green and blue: enough to know it again. */
export async function lookOf(picture: Uint8Array): Promise<Uint8Array> {
  const { data } = await sharp(picture)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize(SIDE, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return new Uint8Array(data);
}

/** Which of these looks is the same picture; undefined if none is. */
export function sameLook<T extends { look: Uint8Array }>(
  look: Uint8Array,
  known: Iterable<T>,
): T | undefined {
  let best: T | undefined;
  let least = SAME_WITHIN;
  for (const one of known) {
    const apart = distance(look, one.look);
    if (apart < least) [best, least] = [one, apart];
  }
  return best;
}

function distance(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return sum / a.length;
}
