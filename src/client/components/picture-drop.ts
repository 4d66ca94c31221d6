import type { UploadPlace } from '../state/transfer.ts';
import { draftImageOf, imageDragType } from '../stores/dragged-image.ts';
import type { Stores } from '../stores/stores.ts';

/** Where something is dropped or pasted, and what it is for there. */
type Zone = 'start' | 'composer';

/**
 * Takes pictures that are dropped on the conversation, the composer or the form, or pasted there. One
 * listener for the page: a file that misses the place must not replace the page.
 */
export function takePictures(stores: Stores): void {
  const { chat, draft, ui, uploads } = stores;

  const placeIn = (zone: Zone): UploadPlace =>
    zone === 'start' || draft.mode === 'image' ? 'start' : 'message';
  const isOpen = () => chat.id !== null && chat.closed === null && ui.dialog === null;

  document.addEventListener('dragover', (event) => {
    const kind = kindOf(event.dataTransfer);
    if (!kind) return;
    event.preventDefault();
    const zone = isOpen() && ui.lightbox === null ? zoneOf(event.target) : null;
    if (event.dataTransfer) event.dataTransfer.dropEffect = zone ? 'copy' : 'none';
    ui.dropping = zone;
  });
  document.addEventListener('dragleave', (event) => {
    // Out of the window, not from one element into another.
    if (event.relatedTarget === null) ui.dropping = null;
  });
  document.addEventListener('dragend', () => (ui.dropping = null));
  document.addEventListener('drop', (event) => {
    const { dataTransfer } = event;
    const kind = kindOf(dataTransfer);
    if (!dataTransfer || !kind) return;
    event.preventDefault();
    const zone = ui.dropping;
    ui.dropping = null;
    if (!zone) return;
    if (kind === 'image') {
      const image = draftImageOf(stores, dataTransfer.getData(imageDragType));
      // One that is here already is not sent again: it is something to start from.
      if (zone === 'composer') draft.setMode('image');
      if (image) draft.setImages([...draft.images.filter(({ id }) => id !== image.id), image]);
    } else uploads.add(draft.chatId, placeIn(zone), [...dataTransfer.files]);
  });
  document.addEventListener('paste', (event) => {
    const { clipboardData, target } = event;
    const zone = zoneOf(target) ?? (target === document.body ? 'composer' : null);
    // With text beside it, such as from a table, the text is meant.
    if (!clipboardData || !zone || !isOpen() || clipboardData.types.includes('text/plain')) return;
    const files = [...clipboardData.files].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    uploads.add(draft.chatId, placeIn(zone), files);
  });
}

function kindOf(transfer: DataTransfer | null): 'files' | 'image' | null {
  if (transfer?.types.includes(imageDragType)) return 'image';
  return transfer?.types.includes('Files') ? 'files' : null;
}

function zoneOf(target: EventTarget | null): Zone | null {
  if (!(target instanceof Element)) return null;
  if (target.closest('.panel')) return 'start';
  return target.closest('.chat') ? 'composer' : null;
}
