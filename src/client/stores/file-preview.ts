import { within } from '../state/within.ts';

/** Pixels of the longer side of what is shown of a file while it is on its way. */
const previewSide = 160;

/** What a browser sees of a file before it is sent. */
export interface FilePreview {
  /** A small picture of it as a data URL; empty where the browser cannot read it. */
  url: string;
  /** How many pixels it has; 0 where that is not known. */
  pixels: number;
}

/** Looks at a picture that is about to be sent. */
export async function filePreview(file: Blob): Promise<FilePreview> {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    const canvas = document.createElement('canvas');
    Object.assign(canvas, within({ width, height }, previewSide));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return { url: canvas.toDataURL('image/webp', 0.8), pixels: width * height };
  } catch {
    return { url: '', pixels: 0 };
  }
}
