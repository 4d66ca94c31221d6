import { imageSize } from 'image-size';

/** The formats that are kept and served; never SVG, which can carry scripts. */
const contentTypes: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** Pixels of one image at the most: what a browser can be asked to decode. */
const mostPixels = 64_000_000;

export type ImageFormat = { contentType: string; width: number; height: number };

/**
 * Recognises an image by its bytes, whatever it was called.
 *
 * @returns its type and size in pixels; `null` where it is none of PNG, JPEG, WebP and AVIF, is
 *   broken at the head, or has too many pixels
 */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  try {
    const { type, width, height } = imageSize(bytes);
    const contentType = contentTypes[type ?? ''];
    if (!contentType || !(width > 0) || !(height > 0)) return null;
    return width * height <= mostPixels ? { contentType, width, height } : null;
  } catch {
    return null;
  }
}
