import type { ImageRow } from '../../protocol/rows.ts';
import { familyRows, type ImageRows } from '../state/family.ts';
import { memo } from '../state/memo.ts';
import { plain } from './drawing.ts';
import { HttpError, imageFamily } from './http-api.ts';

/** The family of the image that is looked at, as the server told it last. */
export function createFamilyStore() {
  let asking: AbortController | null = null;
  const rows = memo(familyRows);
  return {
    /** The image that was asked for. */
    of: null as string | null,
    told: plain<ImageRow[]>([]),
    /** Whether all of it is shown, not only what stands around the image. */
    isWhole: false,
    /** Whether there are more than were told. */
    isCut: false,
    /** Whether there is no such image, or none any more. */
    isGone: false,

    /** Asks for the family of an image; what was told of another one stays until then. */
    async load(chatId: string, imageId: string): Promise<void> {
      asking?.abort();
      const mine = new AbortController();
      asking = mine;
      this.of = imageId;
      this.isGone = false;
      try {
        const { images, is_cut } = await imageFamily(chatId, imageId, mine.signal);
        if (mine.signal.aborted) return;
        this.told = plain(images);
        this.isCut = is_cut;
      } catch (error) {
        // Without an answer the strip shows what is here; it is asked for again with the next image.
        if (!mine.signal.aborted) this.isGone = error instanceof HttpError && error.status === 404;
      }
    },

    /** Every image of the family of this one, with those that came since. */
    rowsOf(id: string, live: ImageRows): ImageRows {
      const told = this.told.some((row) => row.id === id) ? this.told : none;
      return rows(id, told, live);
    },

    /** An image that is not in the conversation as it is loaded, but was told of. */
    find(id: string): ImageRow | undefined {
      return this.told.find((row) => row.id === id);
    },

    forget(): void {
      asking?.abort();
      this.of = null;
      this.told = plain([]);
      this.isCut = false;
      this.isGone = false;
      this.isWhole = false;
    },
  };
}

const none: ImageRow[] = [];

export type FamilyStore = ReturnType<typeof createFamilyStore>;
