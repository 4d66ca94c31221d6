import {
  nothingSelected,
  withAll,
  withoutGone,
  withRange,
  withToggled,
  type Selection,
} from '../state/selection.ts';
import { compareImages } from '../stores/actions.ts';
import { download } from '../stores/downloads.ts';
import { itemOfImage, starsOf, toggleStar } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';

/** As many pictures as one zip takes. */
const mostDownloads = 100;

/** What is chosen in the gallery, and what can be done with all of it. */
export function gallerySelection(stores: Stores) {
  const { chat } = stores;
  const items = (ids: readonly string[]) => ids.flatMap((id) => itemOfImage(stores, id) ?? []);
  return {
    on: false,
    chosen: nothingSelected,
    /** Whether it was asked to delete them, until that is confirmed. */
    deleting: false,

    begin(): void {
      this.on = true;
    },
    end(): void {
      this.on = false;
      this.deleting = false;
      this.chosen = nothingSelected;
    },
    set(chosen: Selection): void {
      this.chosen = chosen;
      this.on = true;
    },
    choose(id: string, range: boolean, order: readonly string[]): void {
      this.set(range ? withRange(this.chosen, id, order) : withToggled(this.chosen, id));
    },
    chooseAll(order: readonly string[]): void {
      this.set(withAll(this.chosen, order));
    },
    /** What is not shown is not chosen. */
    keepOnly(order: readonly string[]): void {
      this.chosen = withoutGone(this.chosen, order);
    },
    has(id: string): boolean {
      return this.chosen.ids.has(id);
    },
    /** In the order of the gallery, the newest first; without those that were deleted meanwhile. */
    get ids(): string[] {
      return chat.gallery.filter(({ id }) => this.chosen.ids.has(id)).map(({ id }) => id);
    },
    get count(): number {
      return this.ids.length;
    },
    get words(): string {
      return this.count === 0 ? 'Choose pictures' : `${this.count} chosen`;
    },

    get canDownload(): boolean {
      return this.count > 0 && this.count <= mostDownloads;
    },
    get downloadWords(): string {
      if (this.count > mostDownloads) return `At most ${mostDownloads}`;
      return this.count === 0 ? 'Download' : `Download ${this.count}`;
    },
    download(): void {
      if (this.canDownload) download(stores, this.ids);
    },
    get canCompare(): boolean {
      return this.count === 2;
    },
    compare(): void {
      const [newer, older] = this.ids;
      if (newer !== undefined && older !== undefined) compareImages(stores, older, newer);
    },
    /** Stars all of them; where all have my star, takes it back. */
    get starWords(): string {
      const all = items(this.ids);
      const allMine = all.length > 0 && all.every((item) => starsOf(item).mine);
      return allMine ? 'Take the stars back' : 'Star';
    },
    star(): void {
      const all = items(this.ids);
      const wanted = !all.every((item) => starsOf(item).mine);
      for (const item of all) if (starsOf(item).mine !== wanted) toggleStar(stores, item);
    },
    /** All of them are mine to delete. */
    get canDelete(): boolean {
      const all = items(this.ids);
      return (
        all.length > 0 && all.length === this.count && all.every(({ can_delete }) => can_delete)
      );
    },
    get deleteTitle(): string {
      return this.count === 1 ? 'Delete this picture?' : `Delete ${this.count} pictures?`;
    },
    get deleteWords(): string {
      return this.count === 1 ? 'Delete picture' : `Delete ${this.count} pictures`;
    },
    askToDelete(): void {
      if (this.canDelete) this.deleting = true;
    },
    keep(): void {
      this.deleting = false;
    },
    remove(): void {
      for (const { message_id } of items(this.ids)) {
        if (message_id !== null) chat.deleteMessage(message_id);
      }
      this.end();
    },
  };
}
