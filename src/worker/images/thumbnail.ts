import { decode } from 'fast-png';
import { rgbaToThumbHash } from 'thumbhash';
import { inTime } from './in-time.ts';
import { streamOf } from './image-stream.ts';
import { rgbaOf } from './rgba.ts';

/** The longer side in pixels: of the thumbnail, and of what its placeholder is made from. */
const longest = { thumbnail: 480, placeholder: 32 };

/** How long making them may take in all, in milliseconds. */
const patienceMs = 6_000;

/** A small WebP of an image; `placeholder` is its ThumbHash in base64. */
export type Thumbnail = { bytes: Uint8Array<ArrayBuffer>; placeholder: string | null };

/**
 * Makes an image's thumbnail and placeholder with the Images binding. Throws where it cannot: the
 * month's transformations are used up (error 9423), it takes too long, it does not know the format.
 */
export async function makeThumbnail(
  images: ImagesBinding,
  image: Uint8Array<ArrayBuffer>,
): Promise<Thumbnail> {
  return inTime(patienceMs, async () => {
    const bytes = await scaled(images, image, longest.thumbnail, 'image/webp');
    // From the thumbnail, so that the large image is handed over once.
    const small = await scaled(images, bytes, longest.placeholder, 'image/png').catch(() => null);
    return { bytes, placeholder: small && placeholderOf(small) };
  });
}

async function scaled(
  images: ImagesBinding,
  image: Uint8Array<ArrayBuffer>,
  side: number,
  format: 'image/webp' | 'image/png',
): Promise<Uint8Array<ArrayBuffer>> {
  const made = await images
    .input(streamOf(image))
    .transform({ width: side, height: side, fit: 'scale-down' })
    .output({ format, quality: 80, anim: false });
  return new Uint8Array(await made.response().arrayBuffer());
}

/** The ThumbHash of a small PNG in base64; `null` where it cannot be read. */
function placeholderOf(png: Uint8Array): string | null {
  try {
    const picture = decode(png);
    const hash = rgbaToThumbHash(picture.width, picture.height, rgbaOf(picture));
    return btoa(String.fromCharCode(...hash));
  } catch {
    return null;
  }
}
