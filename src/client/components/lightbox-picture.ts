import type { ImageDetails } from '../state/image-details.ts';
import type { Stores } from '../stores/stores.ts';
import type { ZoomStore } from '../stores/zoom-store.ts';
import { defineComponent } from './define-component.ts';
import { lightboxPlace } from './lightbox-place.ts';
import { pictureGestures, type Swipe } from './picture-gestures.ts';

/** The picture itself: how it loads, and what wheel, mouse and fingers do with it. */
export function lightboxPicture(stores: Stores, zoom: ZoomStore) {
  const { ui } = stores;
  const place = lightboxPlace(stores);
  let observer: ResizeObserver | null = null;
  let body: Element | null = null;
  const swiped = (direction: Swipe) => {
    if (direction === 'left') place.step(1);
    else if (direction === 'right') place.step(-1);
    else if (direction === 'down') ui.lightbox = null;
    else body?.scrollTo({ top: body.scrollHeight, behavior: 'smooth' });
  };
  const gestures = pictureGestures(zoom, swiped);

  return defineComponent({
    /** The image that could not be reached. */
    broken: '',
    tries: 0,

    init() {
      body = this.$root.closest('.lightbox-body');
      observer = new ResizeObserver(() => this.measure());
      observer.observe(this.$root);
      this.$watch('imageId', () => {
        this.broken = '';
        this.tries = 0;
        void this.$nextTick(() => this.measure());
        this.prefetch();
      });
      this.prefetch();
    },
    destroy() {
      observer?.disconnect();
    },
    get imageId(): string | null {
      return ui.lightbox;
    },
    measure(): void {
      const image = this.$root.querySelector<HTMLElement>('.lightbox-image');
      const width = Number(image?.getAttribute('width'));
      if (!image || image.offsetWidth === 0 || !width) return;
      zoom.measure({
        box: { width: this.$root.clientWidth, height: this.$root.clientHeight },
        fitted: { width: image.offsetWidth, height: image.offsetHeight },
        ownPixels: width / image.offsetWidth,
      });
    },
    /** What is one step away is there at once. */
    prefetch(): void {
      for (const by of [1, -1] as const) {
        const beside = ui.lightbox === null ? undefined : place.beside(by);
        if (beside) new Image().src = beside.url;
      }
    },
    isBroken(image: ImageDetails): boolean {
      return this.broken === image.id;
    },
    srcOf(image: ImageDetails): string {
      return this.tries === 0 ? image.url : `${image.url}?try=${this.tries}`;
    },
    hasFailed(image: ImageDetails): void {
      this.broken = image.id;
    },
    loadAgain(): void {
      this.tries += 1;
      this.broken = '';
    },
    /** Its shape, what is seen of it until it is here, and how it lies. */
    styleOf(image: ImageDetails): Record<string, string> {
      const seen = image.thumbnail === image.url ? 'none' : `url("${image.thumbnail}")`;
      return { ...image.frame, ...zoom.style, '--seen': seen };
    },
    get held(): 'true' | 'false' {
      return zoom.held ? 'true' : 'false';
    },
    get large(): 'true' | 'false' {
      return zoom.isFit ? 'false' : 'true';
    },

    down(event: PointerEvent): void {
      gestures.down(event);
    },
    move(event: PointerEvent): void {
      gestures.move(event);
    },
    up(event: PointerEvent): void {
      gestures.up(event);
    },
    cancel(event: PointerEvent): void {
      gestures.cancel(event);
    },
    wheel(event: WheelEvent): void {
      gestures.wheel(event);
    },
    closeOutside(event: MouseEvent): void {
      if (event.target === event.currentTarget && !gestures.swallowsClick()) ui.lightbox = null;
    },
  });
}
