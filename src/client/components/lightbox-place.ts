import type { ImageRow } from '../../protocol/rows.ts';
import { familyAround } from '../state/family.ts';
import type { ImageDetails } from '../state/image-details.ts';
import { memo } from '../state/memo.ts';
import type { Stores } from '../stores/stores.ts';

/** Which image is opened in the lightbox, what lies beside it in time, and around it in its family. */
export function lightboxPlace(stores: Stores) {
  const { chat, family, ui } = stores;
  const inOrder = memo((gallery: ImageDetails[]) => gallery.toReversed());
  const detailsOf = memo((row: ImageRow, _models: unknown) => chat.detailsOf(row));
  const around = memo(familyAround);
  let last: ImageDetails[] = [];

  return {
    /** Finished images, the oldest first. */
    get images(): ImageDetails[] {
      return inOrder(chat.gallery);
    },
    get at(): number {
      return this.images.findIndex(({ id }) => id === ui.lightbox);
    },
    get row(): ImageRow | undefined {
      const id = ui.lightbox;
      if (id === null) return undefined;
      const row = chat.images.get(id) ?? family.find(id);
      return row?.url && row.deleted_at === null ? row : undefined;
    },
    /** Whether the server has said what it has of it, so that nothing more will come. */
    get isToldOf(): boolean {
      const id = ui.lightbox;
      return id !== null && family.of === id && (family.isGone || family.find(id) !== undefined);
    },
    /** The image as it is shown: the one before, until the one that is asked for is known. */
    get shown(): ImageDetails[] {
      if (ui.lightbox === null) last = [];
      const known = this.images[this.at];
      const { row } = this;
      if (known) last = [known];
      else if (row) last = [detailsOf(row, chat.models)];
      return last;
    },
    get words(): string {
      return this.at < 0 ? '' : `${this.at + 1} of ${this.images.length}`;
    },
    /** The one before or after, also where the opened one is further back than what is loaded. */
    beside(by: 1 | -1): ImageDetails | undefined {
      if (this.at >= 0) return this.images[this.at + by];
      const made = this.row?.created_at ?? 0;
      const isLater = (id: string) => (chat.images.get(id)?.created_at ?? 0) > made;
      return by === 1
        ? this.images.find(({ id }) => isLater(id))
        : this.images.findLast(({ id }) => !isLater(id));
    },
    step(by: 1 | -1): void {
      const image = this.beside(by);
      if (image) ui.lightbox = image.id;
    },

    get family() {
      const id = ui.lightbox ?? '';
      return around(id, family.rowsOf(id, chat.images));
    },
    /** To its parent, or to its first child that is there. */
    stepInFamily(by: 1 | -1): void {
      const isThere = ({ url, deleted_at }: ImageRow) => url !== null && deleted_at === null;
      const ancestors = this.family?.ancestors ?? [];
      const next =
        by === -1 ? ancestors.findLast(isThere) : (this.family?.children ?? []).find(isThere);
      if (next) ui.lightbox = next.id;
    },
    /** What it is compared with first: the one it came from, else the one before or after it. */
    get other(): string | undefined {
      const { row } = this;
      const parent = row?.parent_id ?? null;
      const isKnown = parent !== null && (chat.images.get(parent) ?? family.find(parent))?.url;
      if (parent !== null && isKnown) return parent;
      return (this.beside(-1) ?? this.beside(1))?.id;
    },
  };
}

export type LightboxPlace = ReturnType<typeof lightboxPlace>;
