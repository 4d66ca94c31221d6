import sharp from 'sharp';
import { readPrompt } from './read-prompt.ts';
import { hashText } from './random.ts';
import type { Painting } from './paint.ts';
import { pixelsOf } from './source-image.ts';

/** How much of the new painting shows in an edited picture. */
const NEW_SHARE = 0.3;
/** How wide a picture that was joined to the first is, as a share of the whole. */
const JOINED_SHARE = 0.22;

/**
 * Changes a picture by the words of an instruction: one sees what it was, and that it is another.
 * Its light takes the colour that the words name, or one of their own; the painting of the words
 * shows through; further pictures stand along its lower edge.
 * @param painting what the words would be by themselves
 * @param sources the picture to change, then those to join to it
 */
export async function editSource(
  painting: Painting,
  sources: readonly Uint8Array[],
  instruction: string,
): Promise<Painting> {
  const { width, height } = painting;
  const [first = new Uint8Array(), ...joined] = sources;
  const under = await pixelsOf(first, painting);
  const light = lightOf(instruction);
  const data = Buffer.from(painting.data);
  for (let i = 0; i < data.length; i += 1) {
    const from = (under[i] ?? 0) * (light[i % 3] ?? 1);
    data[i] = Math.min(255, Math.round(from + ((data[i] ?? 0) - from) * NEW_SHARE));
  }
  if (joined.length === 0) return { data, width, height };
  return { data: await joinAll({ data, width, height }, joined), width, height };
}

/** What the instruction does to red, green and blue: 1 leaves them. */
function lightOf(instruction: string): readonly number[] {
  const [colour] = readPrompt(instruction, '').colours;
  if (colour) return colour.map((part) => 0.7 + (0.5 * part) / 255);
  const hash = hashText(instruction);
  return [0, 8, 16].map((shift) => 0.72 + (((hash >>> shift) & 255) / 255) * 0.42);
}

async function joinAll(picture: Painting, joined: readonly Uint8Array[]): Promise<Buffer> {
  const { data, width, height } = picture;
  const share = Math.min(JOINED_SHARE, 0.9 / joined.length);
  const side = Math.max(1, Math.floor(Math.min(width, height) * share));
  const gap = Math.floor((width - side * joined.length) / (joined.length + 1));
  const layers = await Promise.all(
    joined.map(async (source, i) => ({
      input: await pixelsOf(source, { width: side, height: side }),
      raw: { width: side, height: side, channels: 3 as const },
      left: Math.max(0, gap + i * (side + gap)),
      top: Math.max(0, Math.floor(height - side * 1.15)),
    })),
  );
  return sharp(data, { raw: { width, height, channels: 3 } })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer();
}
