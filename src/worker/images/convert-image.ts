import { log } from '../log.ts';
import type { ImageType } from './files/image-head.ts';
import { readHead } from './files/read-head.ts';
import { streamOf } from './image-stream.ts';
import { inTime } from './in-time.ts';

/** How long converting an image may take, in milliseconds. */
const patienceMs = 15_000;

/** Of 100: what a picture that is to be kept needs. */
const quality = 92;

/** What an image can be converted to. */
export type ConvertedType = Extract<ImageType, 'image/png' | 'image/jpeg' | 'image/webp'>;

/**
 * An image in another format, made by the Images binding.
 *
 * @returns `null` where it cannot be made: no binding, the month's transformations are used up, or
 *   what came is not whole
 */
export async function convertImage(
  images: ImagesBinding | undefined,
  image: Uint8Array<ArrayBuffer>,
  format: ConvertedType,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!images) return null;
  try {
    const converted = await inTime(patienceMs, async () => {
      // JPEG knows nothing transparent.
      const output = { format, quality, ...(format === 'image/jpeg' && { background: '#ffffff' }) };
      const made = await images.input(streamOf(image)).output(output);
      return new Uint8Array(await made.response().arrayBuffer());
    });
    const head = readHead(converted);
    return head?.contentType === format && head.isWhole ? converted : null;
  } catch (error) {
    log({ event: 'conversion_failed', error });
    return null;
  }
}
