import type { DraftImage } from './draft.ts';
import type { Transfer } from './transfer.ts';

/** A picture of the draft, or a file on its way to it, as it is shown in a strip. */
export interface PictureTile {
  key: string;
  /** Which picture it is; empty for a file on its way. */
  image_id: string;
  transfer: number;
  name: string;
  thumbnail: string;
  /** For its progress, as a custom property; `null` where it is there. */
  progress: Record<string, string> | null;
  percent: string;
  failure: string;
  can_retry: boolean;
  /** The model takes fewer: this one waits for another model. */
  spare: boolean;
  /** What is painted on it; empty for nothing. */
  mask: string;
}

/**
 * The pictures of a place, and the files on their way to it.
 *
 * @param most how many of them are used
 * @param mask what was painted on the first of them
 */
export function pictureTiles(
  images: readonly DraftImage[],
  transfers: readonly Transfer[],
  { most, mask }: { most: number; mask: string },
): PictureTile[] {
  const there = images.map((image, index) => ({
    key: image.id,
    image_id: image.id,
    transfer: 0,
    name: image.name || 'Picture',
    thumbnail: image.thumbnail,
    progress: null,
    percent: '',
    failure: '',
    can_retry: false,
    spare: index >= most,
    mask: index === 0 ? mask : '',
  }));
  const coming = transfers.map(({ key, name, preview, fraction, failure, can_retry }) => ({
    key: `transfer ${key}`,
    image_id: '',
    transfer: key,
    name,
    thumbnail: preview,
    progress: failure === '' ? { '--fraction': fraction.toFixed(3) } : null,
    percent: `${Math.floor(fraction * 100)}`,
    failure,
    can_retry,
    spare: false,
    mask: '',
  }));
  return [...there, ...coming];
}
