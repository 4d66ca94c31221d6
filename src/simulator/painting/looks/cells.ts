import type { Canvas } from './canvas.ts';

/**
 * Cuts the canvas into pieces about points on a grid, each pushed aside by chance (Voronoi).
 * @param size of a piece, in units
 * @returns the number of its piece for every pixel
 */
export function cellsOf(canvas: Canvas, part: string, size: number): Float32Array {
  const { width, height, unit } = canvas;
  const random = canvas.random(part);
  const step = size * unit;
  const [columns, rows] = [Math.ceil(width / step) + 2, Math.ceil(height / step) + 2];
  const xs = new Float32Array(columns * rows);
  const ys = new Float32Array(columns * rows);
  for (let i = 0; i < xs.length; i += 1) {
    xs[i] = ((i % columns) - 1 + random.range(0.12, 0.88)) * step;
    ys[i] = (Math.floor(i / columns) - 1 + random.range(0.12, 0.88)) * step;
  }
  const cell = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y += 1) {
    const row = Math.floor(y / step) + 1;
    for (let x = 0; x < width; x += 1, i += 1) {
      const column = Math.floor(x / step) + 1;
      let [nearest, own] = [Infinity, 0];
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1) {
          const at = r * columns + c;
          const away = (x - (xs[at] ?? 0)) ** 2 + (y - (ys[at] ?? 0)) ** 2;
          if (away < nearest) [nearest, own] = [away, at];
        }
      }
      cell[i] = own;
    }
  }
  return cell;
}

/** The mean colour of every piece: red, green, blue by the piece's number. */
export function meansOf({ data }: Canvas, cell: Float32Array): Float32Array {
  const pieces = cell.reduce((most, own) => Math.max(most, own), 0) + 1;
  const sums = new Float64Array(pieces * 3);
  const counts = new Uint32Array(pieces);
  for (const [i, own] of cell.entries()) {
    counts[own] = (counts[own] ?? 0) + 1;
    for (let k = 0; k < 3; k += 1)
      sums[own * 3 + k] = (sums[own * 3 + k] ?? 0) + (data[i * 3 + k] ?? 0);
  }
  return Float32Array.from(sums, (sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)] ?? 1));
}
