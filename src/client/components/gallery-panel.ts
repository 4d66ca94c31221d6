import type { ImageDetails } from '../state/image-details.ts';
import { placeholderUrl } from '../state/placeholder-url.ts';
import { openPanel } from '../stores/actions.ts';
import { itemOfImage, starsOf, toggleStar } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { gallerySelection } from './gallery-selection.ts';
import { longPress } from './long-press.ts';
import { anchorOf } from './message-focus.ts';

type Filter = 'all' | 'mine' | 'added';

interface GalleryRow {
  key: string;
  images: ImageDetails[];
  /** A row with one image is not stretched. */
  lone: boolean;
}

/** The finished images of the open chat: to look at, and to choose some of them. */
export function galleryPanel(stores: Stores) {
  const { chat, chats, message, ui } = stores;
  const styles = new WeakMap<ImageDetails, Record<string, string>>();
  const press = longPress();
  return defineComponent({
    filter: 'all',
    selection: gallerySelection(stores),

    init() {
      this.$watch('chatId', () => this.selection.end());
      this.$watch('isOpen', (isOpen: boolean) => {
        if (!isOpen) this.selection.end();
      });
      this.$watch('selection.deleting', (asks: boolean) => {
        if (asks) void this.$nextTick(() => this.$root.querySelector('dialog')?.showModal());
      });
    },
    get chatId(): string | null {
      return chat.id;
    },
    get isOpen(): boolean {
      return ui.panel === 'gallery';
    },
    get images(): ImageDetails[] {
      if (this.filter === 'mine') {
        return chat.gallery.filter(({ requested_by }) => requested_by === chats.me.id);
      }
      return this.filter === 'added'
        ? chat.gallery.filter(({ is_upload }) => is_upload)
        : chat.gallery;
    },
    get order(): string[] {
      return this.images.map(({ id }) => id);
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
    get hasAdded(): boolean {
      return this.filter === 'added' || chat.gallery.some(({ is_upload }) => is_upload);
    },
    get emptyText(): string {
      if (chat.gallery.length === 0) return 'The pictures of this room will be here.';
      return this.filter === 'mine'
        ? 'None of these pictures is yours yet.'
        : 'Pictures that somebody adds will be here.';
    },
    isFilter(filter: Filter): boolean {
      return this.filter === filter;
    },
    choose(filter: Filter): void {
      this.filter = filter;
      this.selection.keepOnly(this.order);
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
    toCreate(): void {
      openPanel(stores, 'create');
    },

    /** Opens it; while some are chosen, or with a key held, chooses it. */
    click(image: ImageDetails, event: MouseEvent): void {
      if (press.swallows()) return;
      const isKeyed = event.shiftKey || event.ctrlKey || event.metaKey;
      if (!this.selection.on && !isKeyed) ui.lightbox = image.id;
      else this.selection.choose(image.id, event.shiftKey, this.order);
    },
    pressStart(event: PointerEvent, image: ImageDetails): void {
      press.start(event, () => this.selection.choose(image.id, false, this.order));
    },
    pressMove(event: PointerEvent): void {
      press.move(event);
    },
    pressEnd(): void {
      press.end();
    },
    pressMenu(event: Event): void {
      press.menu(event);
    },
    onKey(event: KeyboardEvent): void {
      const isAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey);
      if (isAll) this.selection.chooseAll(this.order);
      else if (event.key === 'Escape' && this.selection.on) this.selection.end();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    isChosen(image: ImageDetails): 'true' | 'false' {
      return this.selection.has(image.id) ? 'true' : 'false';
    },
    /** Outside of a selection a tile is no switch. */
    pressedOf(image: ImageDetails): string | null {
      return this.selection.on ? this.isChosen(image) : null;
    },

    canStar(image: ImageDetails): boolean {
      return itemOfImage(stores, image.id) !== undefined;
    },
    isStarred(image: ImageDetails): 'true' | 'false' {
      return starsOf(itemOfImage(stores, image.id)).mine ? 'true' : 'false';
    },
    star(image: ImageDetails): void {
      toggleStar(stores, itemOfImage(stores, image.id));
    },
    more(image: ImageDetails, event: MouseEvent): void {
      const { currentTarget } = event;
      if (currentTarget instanceof HTMLElement) {
        message.moves = { image: image.id, anchor: anchorOf(currentTarget) };
      }
    },
  });
}
