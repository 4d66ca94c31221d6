import type { ImageType } from './files/image-head.ts';
import { readHead, shownSize } from './files/read-head.ts';

/** What a model may give: not GIF, which none of them makes. */
const outputTypes = new Set<ImageType>(['image/png', 'image/jpeg', 'image/webp', 'image/avif']);

/** Pixels of one image at the most: what a browser can be asked to decode. */
const mostPixels = 64_000_000;

/** Size in pixels as it is shown; `isWhole` says that the bytes do not break off. */
export type ImageFormat = {
  contentType: ImageType;
  width: number;
  height: number;
  isWhole: boolean;
};

/**
 * Recognises an output by its bytes, whatever it was called.
 *
 * @returns its type and size; `null` where it is none of PNG, JPEG, WebP and AVIF, is broken at the
 *   head, or has too many pixels
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  const head = readHead(bytes);
  if (!head || !outputTypes.has(head.contentType) || head.pixels > mostPixels) return null;
  const { contentType, isWhole } = head;
  return { contentType, ...shownSize(head), isWhole };
}
