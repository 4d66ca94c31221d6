import { decode, encode } from 'fast-png';
import { env } from 'cloudflare:workers';
import { bytesOf, joined } from '../../../src/worker/images/files/bytes.ts';
import { exifOfOrientation } from '../../../src/worker/images/files/exif.ts';
import { jpegSegment } from '../../../src/worker/images/files/jpeg/jpeg-segments.ts';
import { pngChunk } from '../../../src/worker/images/files/png/png-chunks.ts';
import {
  webpChunk,
  webpFile,
  webpFlag,
} from '../../../src/worker/images/files/webp/webp-chunks.ts';
import { streamOf } from '../../../src/worker/images/image-stream.ts';
import { rgbaOf } from '../../../src/worker/images/rgba.ts';

/** What a camera wrote, and nobody else is to read. */
export const place = 'N 52.3702 E 4.8952';

const size = { width: 48, height: 32 };

/** A picture of 48 by 32 whose corners are red, green, blue and white, from the top left on. */
export function cornersPng(): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(size.width * size.height * 3);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const isRight = x >= size.width / 2;
      const isBelow = y >= size.height / 2;
      const top = isRight ? [0, 255, 0] : [255, 0, 0];
      const below = isRight ? [255, 255, 255] : [0, 0, 255];
      data.set(isBelow ? below : top, (y * size.width + x) * 3);
    }
  }
  return new Uint8Array(encode({ ...size, data, channels: 3 }));
}

/** The same in another format. */
export async function cornersAs(
  format: 'image/jpeg' | 'image/webp' | 'image/png',
): Promise<Uint8Array<ArrayBuffer>> {
  if (!env.IMAGES) throw new Error('no binding');
  const made = await env.IMAGES.input(streamOf(cornersPng())).output({ format });
  return new Uint8Array(await made.response().arrayBuffer());
}

/** EXIF that says how a picture lies, and where it was taken. */
const exif = (orientation: number) => joined([exifOfOrientation(orientation), bytesOf(place)]);

/** As a camera gives it: it lies as EXIF counts, 1 to 8, and says where it was taken. */
export const photo = {
  'image/jpeg': async (orientation: number) => {
    const jpeg = await cornersAs('image/jpeg');
    const data = joined([bytesOf('Exif\0\0'), exif(orientation)]);
    return joined([jpeg.subarray(0, 2), jpegSegment(0xe1, data), jpeg.subarray(2)]);
  },
  'image/png': async (orientation: number) => {
    const png = cornersPng();
    return joined([png.subarray(0, 33), pngChunk('eXIf', exif(orientation)), png.subarray(33)]);
  },
  'image/webp': async (orientation: number) => {
    const webp = await cornersAs('image/webp');
    const { width, height } = size;
    const flags = Uint8Array.of(webpFlag.exif, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0);
    return webpFile([
      webpChunk('VP8X', flags),
      webp.subarray(12),
      webpChunk('EXIF', exif(orientation)),
    ]);
  },
};

/** The size of a picture as it is shown, and the colours of its corners, from the top left on. */
export async function seen(bytes: Uint8Array<ArrayBuffer>) {
  if (!env.IMAGES) throw new Error('no binding');
  const made = await env.IMAGES.input(streamOf(bytes)).output({ format: 'image/png' });
  const png = decode(new Uint8Array(await made.response().arrayBuffer()));
  const { width, height } = png;
  const rgba = rgbaOf(png);
  const colourAt = (x: number, y: number) => {
    const [red = 0, green = 0, blue = 0] = rgba.subarray((y * width + x) * 4);
    const name = `${red > 128 ? 'r' : ''}${green > 128 ? 'g' : ''}${blue > 128 ? 'b' : ''}`;
    return { r: 'red', g: 'green', b: 'blue', rgb: 'white' }[name] ?? name;
  };
  const [right, bottom] = [width - 3, height - 3];
  const corners = [
    colourAt(2, 2),
    colourAt(right, 2),
    colourAt(2, bottom),
    colourAt(right, bottom),
  ];
  return { width, height, corners };
}
