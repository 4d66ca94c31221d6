import { downloadFormats, type DownloadChoice } from '../state/download-choice.ts';
import { chooseDownload } from '../stores/downloads.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** In which form pictures are downloaded: chosen once, and kept. */
export function downloadMenu(stores: Stores) {
  const { ui } = stores;
  return defineComponent({
    isFormat(format: DownloadChoice['format']): 'true' | 'false' {
      return ui.download.format === format ? 'true' : 'false';
    },
    setFormat(format: DownloadChoice['format']): void {
      chooseDownload(stores, { format });
    },
    get keepsSettings(): 'true' | 'false' {
      return ui.download.metadata === 'keep' ? 'true' : 'false';
    },
    toggleSettings(): void {
      chooseDownload(stores, { metadata: ui.download.metadata === 'keep' ? 'strip' : 'keep' });
    },
    get consequence(): string {
      return ui.download.metadata === 'keep'
        ? 'Whoever gets the file can read the prompt, the settings and who made it. Dropped into the form, it brings them back.'
        : 'The file is the picture alone. Nobody can read from it how it was made.';
    },
    get formatName(): string {
      return downloadFormats.find(({ format }) => format === ui.download.format)?.name ?? '';
    },
  });
}
