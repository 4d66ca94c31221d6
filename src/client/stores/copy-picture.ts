import type { ImageRow } from '../../protocol/rows.ts';
import type { Stores } from './stores.ts';

/** Whether this browser puts pictures on the clipboard. */
export function canCopyPicture(): boolean {
  return window.isSecureContext && 'ClipboardItem' in window;
}

/** Puts a picture on the clipboard as PNG: the one kind that every browser takes there. */
export async function copyPicture({ ui }: Stores, image: ImageRow): Promise<void> {
  try {
    // Handed over before it is here: what comes later does not count as the person's click.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(image) })]);
    ui.toast('Picture copied');
  } catch {
    ui.toast('The browser did not allow copying.', false);
  }
}

async function pngOf({ url }: ImageRow): Promise<Blob> {
  const response = await fetch(url ?? '');
  const stored = await response.blob();
  if (stored.type === 'image/png') return stored;
  const bitmap = await createImageBitmap(stored);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
