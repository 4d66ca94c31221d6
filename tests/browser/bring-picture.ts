import type { Locator, Page } from '@playwright/test';

/** Drops a file on a place, as from a folder of the desk. */
export async function dropFile(
  place: Locator,
  { bytes, name, type }: { bytes: Buffer; name: string; type: string },
): Promise<void> {
  const base64 = bytes.toString('base64');
  const transfer = await place.page().evaluateHandle(
    (file) => {
      const all = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
      const dragged = new DataTransfer();
      dragged.items.add(new File([all], file.name, { type: file.type }));
      return dragged;
    },
    { base64, name, type },
  );
  for (const event of ['dragover', 'drop']) {
    await place.dispatchEvent(event, { dataTransfer: transfer });
  }
}

/** Puts a picture of one colour on the clipboard, as "Copy image" of another page does. */
export async function copyPicture(page: Page, colour: string): Promise<void> {
  await page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(300, 200);
    const paint = canvas.getContext('2d');
    if (!paint) throw new Error('no canvas');
    paint.fillStyle = fill;
    paint.fillRect(0, 0, 300, 200);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  }, colour);
}
