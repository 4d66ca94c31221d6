import sharp from 'sharp';
import { hex, type Colour } from '../painting/colour.ts';
import { composeScene, type PaintOrder } from '../painting/scene.ts';
import { COLOUR_WORDS } from '../painting/vocabulary.ts';

const LIGHTS = {
  dawn: 'in the light of dawn',
  noon: 'in broad daylight',
  sunset: 'at sunset',
  dusk: 'at dusk',
  bluehour: 'in the blue hour',
  night: 'at night',
} as const;

/** Some colour words are moods; these are the ones to say what a colour is. */
const NAMED: readonly (readonly [string, Colour])[] = [
  ...Object.entries(COLOUR_WORDS)
    .filter(([word]) => word !== 'warm' && word !== 'cool' && word !== 'gray')
    .map(([word, colour]) => [word, hex(colour)] as const),
  ['black', [0, 0, 0]],
  ['white', [255, 255, 255]],
];

const GRID = 8;

/** What is to be seen in a picture that was painted here, in the words that it was painted from. */
export function describePainting(order: PaintOrder): string {
  const { palette } = composeScene(order);
  return `${order.prompt.trim()}, ${LIGHTS[palette.time]}, in a ${shapeOf(order)} picture`;
}

/** What is to be seen in any other picture: its colours, its light and its shape. */
export async function describeColours(picture: Uint8Array): Promise<string> {
  const image = sharp(picture).autoOrient();
  const { autoOrient } = await sharp(picture).metadata();
  const pixels = await image
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize(GRID, GRID, { fit: 'fill' })
    .raw()
    .toBuffer();
  const counts = new Map<string, number>();
  let light = 0;
  for (let at = 0; at < pixels.length; at += 3) {
    const colour: Colour = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    const name = nameOf(colour);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    light += (colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11) / (GRID * GRID);
  }
  const [first = 'grey', second] = [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([name]) => name);
  const colours = second === undefined ? first : `${first} and ${second}`;
  const brightness = light > 170 ? 'bright' : light > 85 ? 'evenly lit' : 'dark';
  return `A ${shapeOf(autoOrient)} picture in ${colours}, ${brightness}`;
}

function shapeOf({ width, height }: { width: number; height: number }): string {
  if (width > height * 1.15) return 'wide';
  return height > width * 1.15 ? 'tall' : 'square';
}

function nameOf([red, green, blue]: Colour): string {
  const far = ([r, g, b]: Colour): number => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
  const [nearest] = NAMED.toSorted((a, b) => far(a[1]) - far(b[1]));
  return nearest?.[0] ?? 'grey';
}
