import type { ImageDetails } from '../state/image-details.ts';
import {
  closePanel,
  focusSoon,
  runAgain,
  useAllOf,
  usePromptOf,
  useSeedOf,
} from '../stores/actions.ts';
import { deleteMessage, itemOfImage, starsOf, toggleStar } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Pixels that a finger has to go for it to be a swipe. */
const swipe = 60;

/** One image as large as it gets. Steps through the finished images in the order of the conversation. */
export function lightbox(stores: Stores) {
  const { chat, ui } = stores;
  let touch: { x: number; y: number } | null = null;
  let cameFrom: HTMLElement | null = null;

  return defineComponent({
    /** The image that could not be reached. */
    broken: '',
    tries: 0,

    init() {
      this.$watch('at', (at: number) => {
        if (at < 0) this.close();
      });
      this.$watch('imageId', (id: string | null) => {
        this.broken = '';
        this.tries = 0;
        const box = this.$root;
        if (!(box instanceof HTMLDialogElement)) return;
        if (id === null) box.close();
        else if (!box.open) {
          cameFrom = document.activeElement instanceof HTMLElement ? document.activeElement : null;
          box.showModal();
        }
      });
    },

    get imageId(): string | null {
      return ui.lightbox;
    },
    get images(): ImageDetails[] {
      return chat.gallery.toReversed();
    },
    get at(): number {
      return this.images.findIndex(({ id }) => id === ui.lightbox);
    },
    get shown(): ImageDetails[] {
      const image = this.images[this.at];
      return image ? [image] : [];
    },
    get place(): string {
      return `${this.at + 1} of ${this.images.length}`;
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
    get hasPrevious(): boolean {
      return this.at > 0;
    },
    get hasNext(): boolean {
      return this.at < this.images.length - 1;
    },

    step(by: 1 | -1): void {
      const image = this.images[this.at + by];
      if (image) ui.lightbox = image.id;
    },
    previous(): void {
      this.step(-1);
    },
    next(): void {
      this.step(1);
    },
    close(): void {
      ui.lightbox = null;
    },
    /** However it was closed: the focus goes back to where it came from, if that is still there. */
    closed(): void {
      ui.lightbox = null;
      const next = ui.focusNext;
      ui.focusNext = null;
      if (next !== null) focusSoon(next);
      else if (cameFrom?.isConnected) cameFrom.focus();
    },
    closeOutside(event: MouseEvent): void {
      if (event.target === event.currentTarget) this.close();
    },

    onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const image = this.shown[0];
      const key = event.key.toLowerCase();
      if (event.key === 'ArrowLeft') this.previous();
      else if (event.key === 'ArrowRight') this.next();
      else if (key === 'd') this.$refs['download']?.click();
      else if (key === 'c' && image) this.copyPrompt(image);
      else if (key === 's' && image) this.star(image);
      else if (key === 'delete' && image) this.remove(image, event);
    },
    touchStart(event: TouchEvent): void {
      const finger = event.touches.length === 1 ? event.touches[0] : undefined;
      touch = finger ? { x: finger.clientX, y: finger.clientY } : null;
    },
    /** Sideways for the next, down to close. */
    touchEnd(event: TouchEvent): void {
      const finger = event.changedTouches[0];
      if (!touch || !finger) return;
      const [across, down] = [finger.clientX - touch.x, finger.clientY - touch.y];
      if (Math.abs(across) > swipe && Math.abs(across) > Math.abs(down))
        this.step(across < 0 ? 1 : -1);
      else if (down > swipe) this.close();
    },

    isStarred(image: ImageDetails): 'true' | 'false' {
      return starsOf(itemOfImage(stores, image.id)).mine ? 'true' : 'false';
    },
    star(image: ImageDetails): void {
      toggleStar(stores, itemOfImage(stores, image.id));
    },
    /** The question lies over the picture that it is about. */
    remove(image: ImageDetails, event: KeyboardEvent): void {
      const item = itemOfImage(stores, image.id);
      if (item) deleteMessage(stores, item, event.shiftKey);
    },

    copyPrompt(image: ImageDetails): void {
      void ui.copy(image.prompt, 'Prompt copied');
    },
    copySeed(image: ImageDetails): void {
      void ui.copy(image.seed, 'Seed copied');
    },
    showInConversation(image: ImageDetails): void {
      ui.focusNext = `figure[data-image-id="${image.id}"] .frame-open`;
      this.close();
      // A panel that lies over the conversation would hide what is to be shown.
      if (window.matchMedia('(max-width: 1367px)').matches) closePanel(stores);
      const figure = document.querySelector<HTMLElement>(`figure[data-image-id="${image.id}"]`);
      figure?.scrollIntoView({ block: 'center' });
    },
    usePrompt(image: ImageDetails): void {
      usePromptOf(stores, image.prompt);
    },
    useSeed(image: ImageDetails): void {
      useSeedOf(stores, image.seed);
    },
    useAll(image: ImageDetails): void {
      useAllOf(stores, image.id, true);
    },
    runAgain(image: ImageDetails): void {
      runAgain(stores, image.id);
    },
  });
}
