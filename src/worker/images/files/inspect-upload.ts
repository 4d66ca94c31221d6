import type { Refusal } from '../../../protocol/errors.ts';
import { limits } from '../../../protocol/limits.ts';
import { brandsOf } from './avif/avif-boxes.ts';
import { textAt } from './bytes.ts';
import type { ImageType } from './image-head.ts';
import { imageTypeOf, readHead } from './read-head.ts';

/** `width` and `height` as they are stored; `orientation` as EXIF counts, 1 to 8. */
export type Inspected =
  | {
      ok: true;
      contentType: ImageType;
      width: number;
      height: number;
      orientation: number;
      isAnimated: boolean;
    }
  | { ok: false; refusal: Refusal };

/**
 * Checks by its content whether a file is an image that we take, whatever it is called or said to
 * be. Nothing is decoded, so that a huge image in a small file costs nothing.
 */
export function inspectUpload(bytes: Uint8Array): Inspected {
  if (bytes.length > limits.uploads.bytes) return refused('too_large', tooLargeMessage);
  const contentType = imageTypeOf(bytes);
  if (!contentType) return refused('invalid', whatElse(bytes));
  const head = readHead(bytes);
  if (!head) return refused('invalid', `This ${nameOf[contentType]} is broken. Save it again.`);
  if (!head.isWhole) {
    const message = 'A part of this picture is missing: the file breaks off. Send the whole file.';
    return refused('invalid', message);
  }
  if (head.pixels > limits.uploads.pixels) {
    const most = limits.uploads.pixels / 1_000_000;
    const message = `This picture is too large: ${head.width} by ${head.height}. Make it smaller; ${most} million pixels are the most.`;
    return refused('too_large', message);
  }
  if (head.frames > limits.uploads.frames) {
    const message = `This animation has too many pictures; ${limits.uploads.frames} are the most.`;
    return refused('too_large', message);
  }
  const { width, height, orientation, frames } = head;
  return { ok: true, contentType, width, height, orientation, isAnimated: frames > 1 };
}

/** What is said of a file with too many bytes. */
export const tooLargeMessage = `This file is too large. A picture can have ${limits.uploads.bytes / 1024 / 1024} MB.`;

const nameOf: Record<ImageType, string> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'image/gif': 'GIF',
};

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** What a file that is none of our images seems to be, as a sentence that says what to do. */
function whatElse(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'This file is empty. Choose another one.';
  if (brandsOf(bytes).some((brand) => heicBrands.includes(brand))) {
    return 'Darkroom cannot show HEIC. Save it as JPEG and try again.';
  }
  const start = textAt(bytes, 0, 1024).replace(/^(?:\u00ef\u00bb\u00bf)?\s+/, '');
  if (start.includes('%PDF-')) return 'This is a PDF. Save the page as a picture and try again.';
  if (/<svg[\s>:]/i.test(start)) return 'Darkroom cannot take SVG. Save it as PNG and try again.';
  if (/^(?:\u00ef\u00bb\u00bf)?</.test(start))
    return 'This is a web page, not a picture. Save the picture itself.';
  return 'This is not a picture that Darkroom can show. Use PNG, JPEG, WebP, AVIF or GIF.';
}

function refused(code: Refusal['code'], message: string): Inspected {
  return { ok: false, refusal: { code, message } };
}
