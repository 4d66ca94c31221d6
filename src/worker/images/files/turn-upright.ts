import { log } from '../../log.ts';
import { inTime } from '../in-time.ts';
import { streamOf } from '../image-stream.ts';
import type { ImageType } from './image-head.ts';
import { readHead, shownSize } from './read-head.ts';
import { stripMetadata } from './strip-metadata.ts';

/** How far clockwise EXIF's orientations are to be turned. The others are mirrored as well. */
const degrees: Record<number, 90 | 180 | 270> = { 3: 180, 6: 90, 8: 270 };

/** How long turning an image may take, in milliseconds. */
const patienceMs = 10_000;

/** Of 100: hardly any of it is lost. */
const quality = 92;

type Lying = {
  contentType: ImageType;
  width: number;
  height: number;
  orientation: number;
  isAnimated: boolean;
};

/**
 * An image that lies on its side made anew upright, without any metadata: models and other programs
 * do not all know EXIF.
 *
 * @returns `null` where there is nothing to turn, or it cannot be done: no binding, an animation, the
 *   month's transformations are used up
 */
export async function turnUpright(
  bytes: Uint8Array,
  { contentType, width, height, orientation, isAnimated }: Lying,
  images: ImagesBinding | undefined,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!images || orientation === 1 || isAnimated) return null;
  if (contentType === 'image/gif' || contentType === 'image/avif') return null;
  const rotate = degrees[orientation];
  // By EXIF the binding turns JPEG for sure; the mirrored ones of other formats stay as they are.
  if (!rotate && contentType !== 'image/jpeg') return null;
  // Without EXIF nothing but what is asked for turns it.
  const input = stripMetadata(bytes, contentType, rotate ? 1 : orientation);
  try {
    const turned = await inTime(patienceMs, async () => {
      const made = await images
        .input(streamOf(input))
        .transform(rotate ? { rotate } : {})
        .output({ format: contentType, quality });
      return new Uint8Array(await made.response().arrayBuffer());
    });
    const head = readHead(turned);
    const shown = shownSize({ width, height, orientation });
    const isRight =
      head?.contentType === contentType &&
      head.isWhole &&
      head.orientation === 1 &&
      head.width === shown.width &&
      head.height === shown.height;
    return isRight ? stripMetadata(turned, contentType, 1) : null;
  } catch (error) {
    log({ event: 'conversion_failed', error });
    return null;
  }
}
