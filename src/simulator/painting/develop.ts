import { makeRandom } from './random.ts';

const TILE = 128;

/**
 * The darkroom's last touch, in place: fine grain, which also hides the steps of long gradients,
 * and corners a little darker than the middle.
 * @param data red, green, blue for every pixel
 * @param amount 1 is the usual grain
 */
export function develop(
  data: Uint8Array,
  width: number,
  height: number,
  seed: number,
  amount: number,
): void {
  const random = makeRandom(seed ^ 0x6a09e667);
  const grain = Float32Array.from(
    { length: TILE * TILE },
    () => (random.next() + random.next() + random.next() - 1.5) * 4.2 * amount,
  );
  const across = Float32Array.from({ length: width }, (_, x) => ((x + 0.5) / width - 0.5) ** 2);
  for (let y = 0, i = 0; y < height; y += 1) {
    const down = ((y + 0.5) / height - 0.5) ** 2;
    // Rows begin at odd places in the tile, so that it does not repeat visibly.
    const row = (y % TILE) * TILE;
    const skip = Math.imul(y / TILE, 0x45d9f3b) & 127;
    for (let x = 0; x < width; x += 1, i += 3) {
      const edge = (across[x] ?? 0) + down;
      const shade = 1 - edge * edge * 0.85;
      const speck = grain[row + ((x + skip + (x >> 7) * 37) & 127)] ?? 0;
      data[i] = clamp((data[i] ?? 0) * shade + speck);
      data[i + 1] = clamp((data[i + 1] ?? 0) * shade + speck);
      data[i + 2] = clamp((data[i + 2] ?? 0) * shade + speck);
    }
  }
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
