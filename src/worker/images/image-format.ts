import { imageSize } from 'image-size';
import { hasItsEnd } from './image-end.ts';

/** The formats that are kept and served; never SVG, which can carry scripts. */
const contentTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** Pixels of one image at the most: what a browser can be asked to decode. */
const mostPixels = 64_000_000;

/** Size in pixels as it is shown; `isWhole` says that the bytes do not break off. */
export type ImageFormat = {
  contentType: string;
  width: number;
  height: number;
  isWhole: boolean;
};

/**
 * Recognises an image by its bytes, whatever it was called.
 *
 * @returns its type and size; `null` where it is none of PNG, JPEG, WebP and AVIF, is broken at the
 *   head, or has too many pixels
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  try {
    const { type, width, height, orientation = 1 } = imageSize(bytes);
    const contentType = contentTypes[type ?? ''];
    if (!contentType || !(width > 0) || !(height > 0)) return null;
    if (width * height > mostPixels) return null;
    // Half of EXIF's orientations lie on their side.
    const shown = orientation >= 5 ? { width: height, height: width } : { width, height };
    return { contentType, ...shown, isWhole: hasItsEnd(bytes, contentType) };
  } catch {
    return null;
  }
}
