import { nameFor, type Keeping } from '../state/keeping.ts';
import type { Stores } from './stores.ts';

/** Asks how a prompt is to be kept, or changed where it is kept. */
export function openKeeping({ ui }: Stores, keeping: Keeping): void {
  ui.keeping = keeping;
  ui.dialog = 'keep_prompt';
}

/** Asks under which name a picture's prompt is to be kept. */
export function keepPromptOf(
  stores: Stores,
  image: { id: string; prompt: string; negative_prompt: string },
): void {
  openKeeping(stores, {
    where: 'mine',
    id: null,
    name: nameFor(image.prompt),
    text: image.prompt,
    negative_prompt: image.negative_prompt,
    tags: [],
    image_id: image.id,
  });
}
