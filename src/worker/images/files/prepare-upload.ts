import type { Refusal } from '../../../protocol/errors.ts';
import type { ImageFacts } from '../../../protocol/image-facts.ts';
import { readImageFacts } from './facts/read-image-facts.ts';
import type { ImageType } from './image-head.ts';
import { inspectUpload } from './inspect-upload.ts';
import { shownSize } from './read-head.ts';
import { stripMetadata } from './strip-metadata.ts';
import { turnUpright } from './turn-upright.ts';

/** `width` and `height` in pixels as it is shown; `settings` is how it was made, where it says so. */
export type Prepared =
  | {
      ok: true;
      bytes: Uint8Array<ArrayBuffer>;
      contentType: ImageType;
      width: number;
      height: number;
      settings: ImageFacts | null;
    }
  | { ok: false; refusal: Refusal };

/**
 * Makes of a file that somebody sent the image that is stored: checked by its content, without
 * metadata and whatever else is in the file, upright where that can be done. Takes at most about
 * three times the file's bytes of memory.
 */
export async function prepareUpload(
  bytes: Uint8Array,
  images: ImagesBinding | undefined,
): Promise<Prepared> {
  const inspected = inspectUpload(bytes);
  if (!inspected.ok) return inspected;
  const { contentType } = inspected;
  const settings = readImageFacts(bytes);
  const turned = await turnUpright(bytes, inspected, images);
  return {
    ok: true,
    bytes: turned ?? stripMetadata(bytes, contentType, inspected.orientation),
    contentType,
    ...shownSize(inspected),
    settings,
  };
}
