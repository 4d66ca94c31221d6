import { downloadPath, downloadsPath, type DownloadChoice } from '../state/download-choice.ts';
import { keep } from './browser-storage.ts';
import type { Stores } from './stores.ts';

/** Chooses the form of this and later downloads. */
export function chooseDownload({ ui }: Stores, change: Partial<DownloadChoice>): void {
  ui.download = { ...ui.download, ...change };
  keep('local', 'download', JSON.stringify(ui.download));
}

/** The address at which a picture is downloaded, in the chosen form. */
export function downloadAddress({ chat, ui }: Stores, imageId: string): string {
  return downloadPath(chat.id ?? '', imageId, ui.download);
}

/** Downloads pictures: one as it is, several as a zip. The browser shows how far it is. */
export function download(stores: Stores, imageIds: readonly string[]): void {
  const [first] = imageIds;
  if (first === undefined) return;
  const link = document.createElement('a');
  link.href =
    imageIds.length === 1
      ? downloadAddress(stores, first)
      : downloadsPath(stores.chat.id ?? '', imageIds, stores.ui.download);
  link.download = '';
  link.click();
}
