/** The formats that are kept and served; never SVG, which can carry scripts. */
export const imageTypes = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/avif',
  'image/gif',
] as const;

export type ImageType = (typeof imageTypes)[number];

/** What an image's bytes say of it, before anything is decoded. */
export type ImageHead = {
  contentType: ImageType;
  /** Pixels as they are stored; EXIF's orientations from 5 on show them lying on their side. */
  width: number;
  height: number;
  /** As EXIF counts, 1 to 8; 1 is upright. */
  orientation: number;
  /** Pictures of an animation; 1 for a still. */
  frames: number;
  /** Pixels of the largest canvas that decoding it takes, which may be more than are shown. */
  pixels: number;
  /** Whether the file comes to its end, as far as its format lets that be seen. */
  isWhole: boolean;
};
