import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { finishedImages } from './apply-server-message.ts';
import type { ChatState } from './chat-state.ts';
import { imageDetails, type ImageDetails } from './image-details.ts';

/** The finished images of a chat with everything told of them; what did not change is kept. */
export class Gallery {
  private made = new WeakMap<ImageRow, ImageDetails>();
  private madeWith: readonly unknown[] = [];
  private images: ChatState['images'] | null = null;
  private last: ImageDetails[] = [];

  /** @returns the same array where nothing changed; the newest first */
  of(state: ChatState, models: readonly Model[]): ImageDetails[] {
    const madeWith = [state.members, models];
    const same = madeWith.every((value, index) => value === this.madeWith[index]);
    if (same && this.images === state.images) return this.last;
    if (!same) this.made = new WeakMap();
    this.madeWith = madeWith;
    this.images = state.images;
    this.last = finishedImages(state).map((image) => {
      const details = this.made.get(image) ?? imageDetails(image, state, models);
      this.made.set(image, details);
      return details;
    });
    return this.last;
  }
}
