import type { ImageStatus } from '../../protocol/rows.ts';
import type { ImageView } from '../state/image-view.ts';
import { placeholderUrl } from '../state/placeholder-url.ts';
import { runMove } from '../stores/image-moves.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { longPress } from './long-press.ts';

/** One image in the conversation. @param status of the image when it comes onto the page */
export function imageFigure(stores: Stores, status: ImageStatus) {
  const { chat, ui } = stores;
  const press = longPress();
  let lastPreview: string | null = null;
  let placeholder: { of: string; url: string } | null = null;
  return defineComponent({
    /** The prompt in full, not its first two lines. */
    expanded: false,
    /** Whether the details of its failure are open. */
    detailed: false,
    /** Whether it was seen developing: then it comes up slowly, otherwise it is simply there. */
    came: status !== 'completed',
    isLoaded: false,
    /** Whether the image has come up in full. */
    settled: false,
    broken: false,
    tries: 0,

    get arriving(): string {
      return String(this.came);
    },
    get loaded(): string {
      return String(this.isLoaded);
    },
    get opened(): string {
      return String(this.expanded);
    },
    get detailsOpened(): string {
      return String(this.detailed);
    },

    isFramed(image: ImageView): boolean {
      return image.status !== 'failed' && image.status !== 'canceled';
    },
    isThere(image: ImageView): boolean {
      return image.status === 'completed' && image.url !== null && !this.broken;
    },
    /**
     * What is shown until the image has come up in full: its latest partial image, or else, where it
     * is only being fetched, its placeholder.
     */
    previewOf(image: ImageView): string {
      lastPreview = image.preview ?? lastPreview;
      const wanted =
        image.status === 'processing' || (image.status === 'completed' && !this.settled);
      if (!wanted) return '';
      return lastPreview ?? this.placeholderOf(image);
    },
    placeholderOf(image: ImageView): string {
      const hash = image.status === 'completed' ? image.placeholder : null;
      if (hash === null) return '';
      if (placeholder?.of !== hash) placeholder = { of: hash, url: placeholderUrl(hash) };
      return placeholder.url;
    },
    /** A placeholder is soft by itself. */
    isSoft(image: ImageView): boolean {
      return image.status === 'completed' && lastPreview === null;
    },
    hasMeasure(image: ImageView): boolean {
      return image.status === 'processing' && image.fraction !== null;
    },
    per100(image: ImageView): string {
      return String(Math.floor((image.fraction ?? 0) * 100));
    },
    srcOf(image: ImageView): string {
      return this.tries === 0 ? (image.url ?? '') : `${image.url ?? ''}?try=${this.tries}`;
    },
    hasLoaded(): void {
      this.isLoaded = true;
      // What was not seen developing is simply there.
      if (!this.came) this.settled = true;
    },
    hasCome(): void {
      this.settled = true;
    },
    hasFailed(): void {
      this.broken = true;
    },
    loadAgain(): void {
      this.tries += 1;
      this.broken = false;
    },
    toggle(): void {
      this.expanded = !this.expanded;
    },

    starWords(image: ImageView): string {
      return `starred by ${image.stars.names}`;
    },
    showOrigin(image: ImageView): void {
      if (image.origin?.message_id) chat.jumpTo(image.origin.message_id);
    },
    /** What a tile without a picture says: in a word, or once it is opened why. */
    endWords({ failure, canceled }: ImageView): string {
      if (!failure) return this.detailed ? canceled : 'Canceled';
      return this.detailed ? `${failure.sentence} ${failure.charge}` : 'This one failed';
    },

    againWords({ failure }: ImageView): string {
      return failure ? 'Retry' : 'Run again';
    },
    open(image: ImageView): void {
      if (!press.swallows()) ui.lightbox = image.id;
    },
    showActions(image: ImageView): void {
      ui.sheet = image.id;
    },
    pressStart(event: PointerEvent, image: ImageView): void {
      press.start(event, () => this.showActions(image));
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
    cancel(image: ImageView): void {
      if (!image.canceling) chat.cancelImage(image.id);
    },
    runAgain(image: ImageView): void {
      runMove(stores, image.id, 'run_again');
    },
    useAll(image: ImageView): void {
      runMove(stores, image.id, 'use_all');
    },
    detailsId(image: ImageView): string {
      return `failure-${image.id}`;
    },
    toggleDetails(): void {
      this.detailed = !this.detailed;
    },
    copyDetails(image: ImageView): void {
      if (image.failure) void ui.copy(image.failure.text, 'Details copied');
    },
  });
}
