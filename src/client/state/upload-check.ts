import { limits } from '../../protocol/limits.ts';
import type { UploadPlace } from './transfer.ts';

/** What can be sent; a phone turns its own formats into one of these by itself. */
export const uploadTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif'];

const megabyte = 1024 * 1024;

/** How many pictures each place takes at the most. */
export function mostUploads(place: UploadPlace): number {
  return place === 'message' ? limits.uploadsPerMessage : limits.sourceImages;
}

/**
 * Why a file is not worth sending, in a sentence; empty where it is. What its bytes really are, the
 * server finds out.
 *
 * @param there how many pictures the place has already
 */
export function whyNotUpload(
  { size, type }: Pick<File, 'size' | 'type'>,
  place: UploadPlace,
  there: number,
): string {
  const most = mostUploads(place);
  if (there >= most) {
    return place === 'message'
      ? `A message takes ${most} pictures at the most.`
      : `A picture starts from ${most} others at the most.`;
  }
  if (type !== '' && !uploadTypes.includes(type)) {
    return 'Only PNG, JPEG, WebP, AVIF and GIF pictures can be sent.';
  }
  if (size === 0) return 'There is nothing in this file.';
  if (size > limits.uploads.bytes) {
    const [has, may] = [Math.ceil(size / megabyte), Math.floor(limits.uploads.bytes / megabyte)];
    return `This has ${has} MB. A picture has ${may} MB at the most.`;
  }
  return '';
}

/** Why a picture of so many pixels is not worth sending, in a sentence; empty where it is. */
export function whyTooLarge(pixels: number): string {
  if (pixels <= limits.uploads.pixels) return '';
  const [has, may] = [pixels, limits.uploads.pixels].map((count) => Math.ceil(count / 1e6));
  return `This has ${has} million pixels. A picture has ${may} million at the most.`;
}
