import { zoomStep } from '../state/zoom.ts';
import type { ZoomStore } from '../stores/zoom-store.ts';
import { defineComponent } from './define-component.ts';

/** The size of a picture, for whoever has no wheel at hand. */
export function zoomButtons(zoom: ZoomStore) {
  return defineComponent({
    get words(): string {
      return zoom.words;
    },
    get isFit(): boolean {
      return zoom.isFit;
    },
    larger(): void {
      zoom.by(zoomStep);
    },
    smaller(): void {
      zoom.by(1 / zoomStep);
    },
    /** The whole picture, or its own pixels. */
    toggle(): void {
      if (zoom.isFit) zoom.toOwnPixels();
      else zoom.reset();
    },
    get toggleWords(): string {
      return zoom.isFit ? 'Show its own pixels' : 'Show the whole picture';
    },
  });
}
