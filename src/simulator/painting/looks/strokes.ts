import { clamp, edgesOf, lumaOf, simplified, type Canvas } from './canvas.ts';

/** How a surface is covered with strokes of a brush or a chalk. Lengths are in units. */
export interface StrokeOrder {
  length: number;
  width: number;
  /** Strokes for every place of the grid: more cover more. */
  cover: number;
  /** How far colours stray from stroke to stroke, 0 to 255. */
  stray: number;
  /** How much of a stroke the surface takes: 1 everywhere. */
  takes: (x: number, y: number) => number;
}

/**
 * Lays strokes over the canvas, in place, each in the colour of where it begins, along the edges
 * that it is near, the larger ones first.
 * @returns how thick the paint lies at every pixel, about 0 to 1
 */
export async function layStrokes(
  canvas: Canvas,
  part: string,
  orders: readonly StrokeOrder[],
): Promise<Float32Array> {
  const { width, height, unit } = canvas;
  const thick = new Float32Array(width * height);
  const random = canvas.random(part);
  const from = await simplified(canvas, 4);
  const soft = lumaOf({ ...canvas, data: from });
  const edges = edgesOf(soft, width, height);
  for (const { length, width: wide, cover, stray, takes } of orders) {
    const step = Math.max(1, (wide * unit) / cover);
    const places: [number, number][] = [];
    for (let y = 0; y < height; y += step) {
      for (let x = 0; x < width; x += step) {
        places.push([x + random.range(-step, step), y + random.range(-step, step)]);
      }
    }
    shuffle(places, random.next);
    for (const [x, y] of places) {
      const i = inside(y, height) * width + inside(x, width);
      // The smaller brushes go only where there is something small.
      if (wide < 6 && (edges[i] ?? 0) < 40 && random.chance(0.8)) continue;
      const shift = random.range(-stray, stray);
      const colour = [0, 1, 2].map((k) =>
        clamp((from[i * 3 + k] ?? 0) + shift + random.range(-stray, stray) * 0.4),
      );
      const angle = directionAt(canvas, soft, x, y) + random.range(-0.25, 0.25);
      const long = length * unit * random.range(0.6, 1.2);
      const bristles = Array.from({ length: 9 }, random.next);
      stamp(canvas, thick, {
        x,
        y,
        angle,
        long,
        wide: wide * unit * random.range(0.7, 1.1),
        colour,
        bristles,
        takes,
      });
    }
  }
  return thick;
}

interface Stamp {
  x: number;
  y: number;
  angle: number;
  long: number;
  wide: number;
  colour: readonly number[];
  /** How much paint each bristle has, side by side. */
  bristles: readonly number[];
  takes: (x: number, y: number) => number;
}

function stamp({ data, width, height }: Canvas, thick: Float32Array, order: Stamp): void {
  const { x, y, angle, long, wide, colour, bristles, takes } = order;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const half = (long - wide) / 2;
  const [rx, ry] = [Math.abs(cos) * half + wide / 2, Math.abs(sin) * half + wide / 2];
  const [left, right] = [Math.max(0, Math.floor(x - rx)), Math.min(width - 1, Math.ceil(x + rx))];
  const [top, bottom] = [Math.max(0, Math.floor(y - ry)), Math.min(height - 1, Math.ceil(y + ry))];
  for (let py = top; py <= bottom; py += 1) {
    for (let px = left; px <= right; px += 1) {
      const [dx, dy] = [px - x, py - y];
      const along = dx * cos + dy * sin;
      const across = dy * cos - dx * sin;
      const bent = Math.max(0, Math.abs(along) - half);
      const away = Math.sqrt(bent * bent + across * across) / (wide / 2);
      if (away >= 1) continue;
      const bristle = bristles[Math.floor((across / wide + 0.5) * bristles.length)] ?? 0.5;
      const share = Math.min(1, (1 - away) * 4) * takes(px, py) * (0.55 + 0.6 * bristle);
      if (share <= 0.02) continue;
      const i = py * width + px;
      const full = Math.min(1, share);
      for (let k = 0; k < 3; k += 1) {
        const old = data[i * 3 + k] ?? 0;
        data[i * 3 + k] = clamp(old + ((colour[k] ?? 0) + (bristle - 0.5) * 14 - old) * full);
      }
      thick[i] = (thick[i] ?? 0) * (1 - full) + full * (bristle * 0.7 + (1 - away) * 0.5);
    }
  }
}

/** Along the edge nearby; across a calm surface, slowly changing. */
function directionAt(
  { width, height, unit, noise }: Canvas,
  luma: Float32Array,
  x: number,
  y: number,
): number {
  const far = Math.max(1, Math.round(3 * unit));
  const at = (dx: number, dy: number): number =>
    luma[inside(y + dy, height) * width + inside(x + dx, width)] ?? 0;
  const across = at(far, 0) - at(-far, 0);
  const down = at(0, far) - at(0, -far);
  if (Math.hypot(across, down) > 9) return Math.atan2(down, across) + Math.PI / 2;
  return (noise(x / unit / 70, y / unit / 50) - 0.5) * 2.4;
}

function inside(place: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.round(place)));
}

function shuffle(places: [number, number][], next: () => number): void {
  for (let i = places.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    const [a, b] = [places[i], places[j]];
    if (a && b) [places[i], places[j]] = [b, a];
  }
}
