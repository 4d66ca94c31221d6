import type { ImageDetails } from '../state/image-details.ts';
import { placeholderUrl } from '../state/placeholder-url.ts';
import { openPanel } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

type Filter = 'all' | 'mine';

interface GalleryRow {
  key: string;
  images: ImageDetails[];
  /** A row with one image is not stretched. */
  lone: boolean;
}

/** The finished images of the open chat. */
export function galleryPanel(stores: Stores) {
  const { chat, chats, ui } = stores;
  const styles = new WeakMap<ImageDetails, Record<string, string>>();
  return defineComponent({
    filter: 'all',

    get images(): ImageDetails[] {
      if (this.filter === 'all') return chat.gallery;
      return chat.gallery.filter(({ requested_by }) => requested_by === chats.me.id);
    },
    get rows(): GalleryRow[] {
      const rows: GalleryRow[] = [];
      for (let at = 0; at < this.images.length; at += 2) {
        const images = this.images.slice(at, at + 2);
        rows.push({ key: images.map(({ id }) => id).join(' '), images, lone: images.length === 1 });
      }
      return rows;
    },
    get allText(): string {
      return `All ${chat.gallery.length}`;
    },
    get mineText(): string {
      return 'Mine';
    },
    get emptyText(): string {
      return this.filter === 'mine' && chat.gallery.length > 0
        ? 'None of these pictures is yours yet.'
        : 'The pictures of this room will be here.';
    },
    isFilter(filter: Filter): boolean {
      return this.filter === filter;
    },
    choose(filter: Filter): void {
      this.filter = filter;
    },
    /** Its shape, and what is seen of it until it has loaded; not worked out before it is looked at. */
    tileOf(image: ImageDetails): Record<string, string> {
      if (ui.panel !== 'gallery' || image.placeholder === null) return image.frame;
      const known = styles.get(image);
      if (known) return known;
      const url = placeholderUrl(image.placeholder);
      const style = { ...image.frame, 'background-image': url && `url(${url})` };
      styles.set(image, style);
      return style;
    },
    /** One that could not be reached leaves its place empty; opened, it can be loaded again. */
    hide(event: Event): void {
      if (event.currentTarget instanceof HTMLElement) event.currentTarget.hidden = true;
    },
    open(image: ImageDetails): void {
      ui.lightbox = image.id;
    },
    toCreate(): void {
      openPanel(stores, 'create');
    },
  });
}
