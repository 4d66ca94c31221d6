import sharp from 'sharp';
import { smoothstep } from '../noise.ts';
import {
  blurred,
  clamp,
  edgesOf,
  lumaOf,
  overlay,
  simplified,
  toothOf,
  type Canvas,
  type LookPainter,
} from './canvas.ts';
import { cellsOf, meansOf } from './cells.ts';
import { eachPixel, quantile, saturate, put, towards } from './tones.ts';

/** Few large pixels in few colours. */
export const paintPixelArt: LookPainter = async (canvas) => {
  const { data, width, height } = canvas;
  eachPixel(canvas, (colour) => {
    saturate(colour, 1.25);
  });
  const scale = 88 / Math.max(width, height);
  const [across, down] = [width, height].map((side) => Math.max(2, Math.round(side * scale)));
  const few = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(across, down, { fit: 'fill', kernel: 'cubic' })
    .png({ palette: true, colours: 16, dither: 0.9, effort: 7 })
    .toBuffer();
  const large = await sharp(few)
    .removeAlpha()
    .toColourspace('srgb')
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer();
  data.set(large);
};

/** Facets, each of one colour and turned a little to the light. */
export const paintLowPoly: LookPainter = async (canvas) => {
  const { width, height, unit } = canvas;
  const random = canvas.random('poly');
  const soft = await blurred(canvas, 2);
  const step = 17 * unit;
  const edges = edgesOf(lumaOf({ ...canvas, data: soft }), width, height);
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const points = Array.from({ length: (columns + 1) * (rows + 1) }, (_, i) => {
    const [column, row] = [i % (columns + 1), Math.floor(i / (columns + 1))];
    const inner = (at: number, last: number): number =>
      at === 0 || at === last ? 0 : random.range(-0.36, 0.36) * step;
    const own = [
      column * (width / columns) + inner(column, columns),
      row * (height / rows) + inner(row, rows),
    ] as const;
    const onBorder = column === 0 || row === 0 || column === columns || row === rows;
    return onBorder ? own : nearestEdge(canvas, edges, own, step * 0.42);
  });
  const facets: string[] = [];
  const facet = (corners: readonly number[]): void => {
    const places = corners.map((corner) => points[corner] ?? [0, 0]);
    const turned = random.range(-22, 22);
    // The middle and points towards the corners: a thin thing between them still counts.
    const [cx, cy] = [0, 1].map((k) => places.reduce((sum, place) => sum + (place[k] ?? 0), 0) / 3);
    const seen = [
      [cx ?? 0, cy ?? 0],
      ...places.map(([x, y]) => [(x + (cx ?? 0)) / 2, (y + (cy ?? 0)) / 2]),
    ];
    const colour = [0, 1, 2].map((k) => {
      const sum = seen.reduce((all, [x = 0, y = 0]) => {
        const at = Math.min(height - 1, Math.round(y)) * width + Math.min(width - 1, Math.round(x));
        return all + (soft[at * 3 + k] ?? 0);
      }, 0);
      return Math.round(clamp((sum / seen.length - 120) * 1.18 + 124 + turned));
    });
    const fill = `rgb(${colour.join(',')})`;
    facets.push(
      `<path d="M${places.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}z" fill="${fill}" stroke="${fill}" stroke-width="0.7"/>`,
    );
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const a = row * (columns + 1) + column;
      const [b, c, d] = [a + 1, a + columns + 1, a + columns + 2];
      if (random.chance(0.5))
        [
          [a, b, d],
          [a, d, c],
        ].forEach(facet);
      else
        [
          [a, b, c],
          [b, d, c],
        ].forEach(facet);
    }
  }
  eachPixel(canvas, (colour) => {
    saturate(colour, 1.15);
  });
  await overlay(canvas, facets.join(''));
};

/** The strongest edge within reach of a point, or the point where there is none. */
function nearestEdge(
  { width, height }: Canvas,
  edges: Float32Array,
  [x, y]: readonly [number, number],
  reach: number,
): readonly [number, number] {
  let [best, place]: [number, readonly [number, number]] = [50, [x, y]];
  for (let dy = -reach; dy <= reach; dy += 2) {
    for (let dx = -reach; dx <= reach; dx += 2) {
      const [px, py] = [Math.round(x + dx), Math.round(y + dy)];
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const edge = edges[py * width + px] ?? 0;
      if (edge > best) [best, place] = [edge, [px, py]];
    }
  }
  return place;
}

/** Pieces of coloured glass in lead that follows the shapes, lit from behind. */
export const paintStainedGlass: LookPainter = async (canvas) => {
  const { width, height, unit, noise, light } = canvas;
  canvas.data.set(await simplified(canvas, 11));
  canvas.data.set(await simplified(canvas, 11));
  const luma = lumaOf({ ...canvas, data: await blurred(canvas, 1.5) });
  const cuts = [0.2, 0.5, 0.8].map((share) => quantile(luma, share));
  const piece = cellsOf(canvas, 'glass', 52);
  // A piece is cut where another tone begins.
  for (const [i, cell] of piece.entries()) {
    piece[i] = cell * 5 + cuts.filter((cut) => (luma[i] ?? 0) > cut).length;
  }
  const means = meansOf(canvas, piece);
  const lines = new Uint8Array(width * height * 3);
  for (let i = 0; i < piece.length; i += 1) {
    const own = piece[i];
    if (own !== piece[i + 1] || own !== piece[i + width]) lines.fill(255, i * 3, i * 3 + 3);
  }
  const lead = await blurred({ ...canvas, data: lines }, 1.5);
  const rim = await blurred({ ...canvas, data: lines }, 4);
  const reach = Math.max(width, height);
  eachPixel(canvas, (colour, x, y) => {
    const i = y * width + x;
    const own = piece[i] ?? 0;
    const at = own * 3;
    put(colour, [means[at] ?? 0, means[at + 1] ?? 0, means[at + 2] ?? 0]);
    saturate(colour, 2.3);
    const [u, v] = [x / unit, y / unit];
    const pane = ((own * 37) % 11) / 11 - 0.5;
    const streak = (noise(u * 0.09 + own, v * 0.03) - 0.5) * 0.24;
    const shine = Math.exp(-((Math.hypot(x - light.x, y - light.y) / reach) ** 2) * 6) * 0.42;
    const gain = 0.9 + shine + streak + pane * 0.26;
    for (const part of [0, 1, 2] as const) colour[part] = 8 + colour[part] * gain;
    towards(colour, [10, 8, 14], Math.min(0.55, ((rim[i * 3] ?? 0) / 255) * 1.6));
    const thick = (lead[i * 3] ?? 0) / 255;
    towards(colour, [18, 18, 22], smoothstep(0.06, 0.12, thick));
    towards(colour, [88, 90, 98], smoothstep(0.2, 0.34, thick) * 0.5);
  });
};

/** Layers of coloured paper, each with its shadow on the one below. */
export const paintPaperCut: LookPainter = async (canvas) => {
  const { width, height, unit } = canvas;
  const tooth = toothOf(canvas);
  canvas.data.set(await simplified(canvas, 11));
  const soft = { ...canvas, data: await blurred(canvas, 1.2) };
  const luma = lumaOf(soft);
  const cuts = [0.12, 0.28, 0.46, 0.64, 0.82].map((share) => quantile(luma, share));
  const layer = Float32Array.from(luma, (value) => cuts.filter((cut) => value > cut).length);
  const means = meansOf(soft, layer);
  const shadows = await shadowsOf(canvas, layer);
  eachPixel(canvas, (colour, x, y) => {
    const i = y * width + x;
    const at = (layer[i] ?? 0) * 3;
    const own = [...colour] as const;
    put(colour, [means[at] ?? 0, means[at + 1] ?? 0, means[at + 2] ?? 0]);
    const hue = Math.hypot(own[0] - colour[0], own[2] - colour[2]);
    // A thing of another colour is of another paper.
    towards(colour, [own[0] ?? 0, own[1] ?? 0, own[2] ?? 0], smoothstep(50, 70, hue) * 0.85);
    saturate(colour, 1.35);
    const apart = 0.74 + (layer[i] ?? 0) * 0.085;
    for (const part of [0, 1, 2] as const) colour[part] *= apart;
    const shade = 1.06 - (shadows[i] ?? 0) * 0.5 + tooth(x, y) * 0.035;
    for (const part of [0, 1, 2] as const) colour[part] = 14 + colour[part] * shade;
    const above = layer[Math.max(0, y - Math.max(1, Math.round(unit))) * width + x] ?? 0;
    if (above > (layer[i] ?? 0) && y < height) towards(colour, [255, 255, 255], 0.28);
  });
};

/** Rounded pieces with fingerprints, lit like a small stage. */
export const paintClay: LookPainter = async (canvas) => {
  const { width, height, unit, noise } = canvas;
  canvas.data.set(await simplified(canvas, 11));
  canvas.data.set(await simplified(canvas, 11));
  const luma = lumaOf(canvas);
  const cuts = [0.12, 0.36, 0.62, 0.86].map((share) => quantile(luma, share));
  const piece = Float32Array.from(luma, (value) => cuts.filter((cut) => value > cut).length);
  const means = meansOf(canvas, piece);
  const seams = new Uint8Array(width * height * 3).fill(255);
  const edges = edgesOf(luma, width, height);
  for (let i = 0; i < piece.length; i += 1) {
    const isSeam = piece[i] !== piece[i + 1] || piece[i] !== piece[i + width];
    if (isSeam || (edges[i] ?? 0) > 110) seams.fill(0, i * 3, i * 3 + 3);
  }
  const round = await blurred({ ...canvas, data: seams }, 5);
  const heightAt = (x: number, y: number): number => {
    const i = Math.min(height - 1, y) * width + Math.min(width - 1, x);
    const [u, v] = [x / unit, y / unit];
    const turn = noise(u * 0.02, v * 0.02) * 5;
    const ring = Math.sin((u * Math.cos(turn) + v * Math.sin(turn)) * 1.25);
    const pressed = smoothstep(0.5, 0.75, noise(u * 0.022 + 90, v * 0.022));
    return (round[i * 3] ?? 0) * 0.85 + noise(u * 0.05, v * 0.05) * 30 + ring * pressed * 2.8;
  };
  const step = Math.max(1, Math.round(unit * 1.6));
  eachPixel(canvas, (colour, x, y) => {
    const i = y * width + x;
    const at = (piece[i] ?? 0) * 3;
    const slope = heightAt(x, y) * 2 - heightAt(x + step, y) - heightAt(x, y + step);
    const lit = Math.max(-74, Math.min(70, -slope * 2.3));
    towards(colour, [means[at] ?? 0, means[at + 1] ?? 0, means[at + 2] ?? 0], 0.78);
    saturate(colour, 1.75);
    towards(colour, [236, 178, 120], 0.1);
    const deep = 0.5 + ((round[i * 3] ?? 0) / 255) * 0.58;
    const middle = 1 - smoothstep(0.35, 0.85, Math.hypot(x / width - 0.5, y / height - 0.45)) * 0.3;
    for (const part of [0, 1, 2] as const) {
      colour[part] = (14 + colour[part] * deep + lit) * middle;
    }
  });
};

/** How much of every pixel lies in the shadow of the layers above, which are the darker ones. */
async function shadowsOf(canvas: Canvas, layer: Float32Array): Promise<Float32Array> {
  const { width, height, unit } = canvas;
  const shadows = new Float32Array(width * height);
  const [dx, dy] = [Math.round(3 * unit), Math.round(5 * unit)];
  for (let level = 0; level < 5; level += 1) {
    const mask = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const from = Math.max(0, y - dy) * width + Math.max(0, x - dx);
        if ((layer[from] ?? 0) <= level)
          mask.fill(255, (y * width + x) * 3, (y * width + x) * 3 + 3);
      }
    }
    const soft = await blurred({ ...canvas, data: mask }, 4);
    for (const [i, own] of layer.entries()) {
      if (own === level + 1) shadows[i] = (soft[i * 3] ?? 0) / 255;
    }
  }
  return shadows;
}
