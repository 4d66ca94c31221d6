import type { DraftImage } from '../state/draft.ts';
import type { Stores } from './stores.ts';

/** What is dragged is an image of the open chat, by its id. */
export const imageDragType = 'application/x-darkroom-image';

/** Lets a picture of the conversation or the gallery be dragged to where one can start from it. */
export function letImagesBeDragged(): void {
  document.addEventListener('dragstart', (event) => {
    const { target, dataTransfer } = event;
    if (!(target instanceof Element) || !dataTransfer) return;
    const id = target.closest<HTMLElement>('[data-opens]')?.dataset['opens'];
    if (id) dataTransfer.setData(imageDragType, id);
  });
}

/** The image of that id as something to start from; `null` where it is not here, or not finished. */
export function draftImageOf({ chat }: Stores, id: string): DraftImage | null {
  const image = chat.gallery.find((one) => one.id === id);
  if (!image) return null;
  const { thumbnail, prompt, width, height } = image;
  return { from: 'image', id, thumbnail, name: prompt, width, height };
}
