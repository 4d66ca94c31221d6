// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import '../styles/full-view.css';
import type { AlpineComponent } from 'alpinejs';
import type { Stores } from '../stores/stores.ts';
import { createZoomStore } from '../stores/zoom-store.ts';
import { compareView } from './compare-view.ts';
import { familyStrip } from './family-strip.ts';
import { lightbox } from './lightbox.ts';
import { lightboxPicture } from './lightbox-picture.ts';
import { zoomButtons } from './zoom-buttons.ts';

/** What the full view needs of Alpine. */
export interface Definitions {
  data: (name: string, component: () => AlpineComponent<object>) => void;
  reactive: <T extends object>(value: T) => T;
}

/**
 * Gives the components of the full view and of the comparison to Alpine. Those of the full view share
 * how large the picture is shown.
 */
export function defineFullView(stores: Stores, { data, reactive }: Definitions): void {
  const zoom = reactive(createZoomStore());
  data('compareView', () => compareView(stores));
  data('familyStrip', () => familyStrip(stores));
  data('lightbox', () => lightbox(stores, zoom));
  data('lightboxPicture', () => lightboxPicture(stores, zoom));
  data('zoomButtons', () => zoomButtons(zoom));
}
