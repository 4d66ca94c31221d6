import type { ImageRow } from '../../protocol/rows.ts';
import { compareFacts, type ComparedFact } from '../state/compare-images.ts';
import { compareTexts, type ComparedPiece } from '../state/compare-texts.ts';
import { familyTile } from '../state/family-tile.ts';
import type { ImageDetails } from '../state/image-details.ts';
import { imageFacts, type ImageFact } from '../state/image-facts.ts';
import { zoomStep } from '../state/zoom.ts';
import type { Stores } from '../stores/stores.ts';
import { createZoomStore } from '../stores/zoom-store.ts';
import { defineComponent } from './define-component.ts';
import { pictureGestures } from './picture-gestures.ts';

type Side = 'left' | 'right';

/** Pictures to choose among: those of the family first, then the latest of the room. */
const mostCandidates = 80;
/** Per cent by which a key moves the divider. */
const dividerStep = 2;
/** Stands for a prompt that there is not, as for a setting. */
const none = '–';

/** Two images of the room, side by side or one over the other, and what differs between them. */
export function compareView(stores: Stores) {
  const { chat, family, ui } = stores;
  const isNarrow = window.matchMedia('(max-width: 899px)').matches;
  let gestures: ReturnType<typeof pictureGestures> | null = null;
  let observer: ResizeObserver | null = null;
  const rowOf = (id: string): ImageRow | undefined => chat.images.get(id) ?? family.find(id);
  const detailsOf = (id: string | undefined): ImageDetails[] => {
    const row = id === undefined ? undefined : rowOf(id);
    return row?.url && row.deleted_at === null ? [chat.detailsOf(row)] : [];
  };

  return defineComponent({
    zoom: createZoomStore(),
    mode: isNarrow ? 'slider' : 'side',
    /** Which of the two the next chosen one takes the place of. */
    active: 'left',
    /** Where the divider is, in per cent. */
    at: 50,

    init() {
      gestures = pictureGestures(this.zoom);
      observer = new ResizeObserver(() => this.measure());
      observer.observe(this.$root);
      this.$watch('pair', () => this.follow());
      this.$watch('mode', () => void this.$nextTick(() => this.measure()));
      this.follow();
    },
    destroy() {
      observer?.disconnect();
    },
    get pair(): string {
      const { compared } = ui;
      return compared ? `${compared.left} ${compared.right}` : '';
    },
    follow(): void {
      // One that was deleted meanwhile cannot be compared any more.
      if (ui.compared && (this.left.length === 0 || this.right.length === 0)) ui.dialog = null;
      void this.$nextTick(() => this.measure());
    },
    get left(): ImageDetails[] {
      return detailsOf(ui.compared?.left);
    },
    get right(): ImageDetails[] {
      return detailsOf(ui.compared?.right);
    },
    measure(): void {
      const layer = this.$root.querySelector<HTMLElement>('.compare-layer');
      const images = [...this.$root.querySelectorAll<HTMLElement>('.compare-image')];
      if (!layer || images.length === 0) return;
      const width = Math.max(...images.map(({ offsetWidth }) => offsetWidth));
      const height = Math.max(...images.map(({ offsetHeight }) => offsetHeight));
      const own = Math.max(...images.map((image) => Number(image.getAttribute('width'))));
      if (width === 0) return;
      this.zoom.measure({
        box: { width: layer.clientWidth, height: layer.clientHeight },
        fitted: { width, height },
        ownPixels: own / width,
      });
    },

    isMode(mode: 'slider' | 'side'): 'true' | 'false' {
      return this.mode === mode ? 'true' : 'false';
    },
    setMode(mode: 'slider' | 'side'): void {
      this.zoom.reset();
      this.mode = mode;
    },
    isActive(side: Side): 'true' | 'false' {
      return this.active === side ? 'true' : 'false';
    },
    setActive(side: Side): void {
      this.active = side;
    },
    swap(): void {
      const { compared } = ui;
      if (compared) ui.compared = { left: compared.right, right: compared.left };
    },
    get candidates(): ImageDetails[] {
      const current = ui.lightbox ?? ui.compared?.right ?? '';
      const relations = [...family.rowsOf(current, chat.images).keys()];
      const ids = new Set([...relations, ...chat.gallery.map(({ id }) => id)]);
      return [...ids].flatMap((id) => detailsOf(id)).slice(0, mostCandidates);
    },
    sideOf({ id }: ImageDetails): string {
      if (id === ui.compared?.left) return 'A';
      return id === ui.compared?.right ? 'B' : '';
    },
    /** Whose it is, how it came about, and its prompt: several have the same prompt, or none. */
    wordsOf({ id }: ImageDetails): string {
      const row = rowOf(id);
      return row ? familyTile(row, undefined, (person) => chat.nameOf(person)).words : '';
    },
    choose(image: ImageDetails): void {
      const { compared } = ui;
      if (!compared) return;
      const other = this.active === 'left' ? compared.right : compared.left;
      // The one on the other side: they change places.
      if (image.id === other) this.swap();
      else {
        ui.compared =
          this.active === 'left'
            ? { left: image.id, right: other }
            : { left: other, right: image.id };
      }
    },

    get facts(): ComparedFact[] {
      const factsOf = (id: string | undefined): ImageFact[] => {
        const row = id === undefined ? undefined : rowOf(id);
        if (!row) return [];
        const context = {
          models: chat.models,
          nameOf: (person: string) => chat.nameOf(person),
          imageOf: rowOf,
        };
        return [
          { name: 'Made by', value: chat.nameOf(row.requested_by) },
          ...imageFacts(row, context),
        ];
      };
      return compareFacts(factsOf(ui.compared?.left), factsOf(ui.compared?.right));
    },
    get differing(): ComparedFact[] {
      return this.facts.filter(({ differs }) => differs);
    },
    get same(): ComparedFact[] {
      return this.facts.filter(({ differs }) => !differs);
    },
    get prompts(): { left: ComparedPiece[]; right: ComparedPiece[] } {
      return compareTexts(this.left[0]?.prompt || none, this.right[0]?.prompt || none);
    },
    get promptTitle(): string {
      if (!this.samePrompt) return 'Prompts';
      return this.left[0]?.prompt === '' ? 'No prompt in either' : 'The same prompt';
    },
    get samePrompt(): boolean {
      return this.left[0]?.prompt === this.right[0]?.prompt;
    },

    get dividerStyle(): Record<string, string> {
      return { '--at': `${this.at}%` };
    },
    pullDivider(event: PointerEvent): void {
      const { currentTarget } = event;
      if (!(currentTarget instanceof HTMLElement)) return;
      if (event.type === 'pointerdown') currentTarget.setPointerCapture(event.pointerId);
      if (!currentTarget.hasPointerCapture(event.pointerId)) return;
      const box = currentTarget.parentElement?.getBoundingClientRect();
      if (box) this.moveDivider(((event.clientX - box.left) / box.width) * 100);
    },
    moveDivider(to: number): void {
      this.at = Math.min(100, Math.max(0, to));
    },
    onDividerKey(event: KeyboardEvent): void {
      const steps: Partial<Record<string, number>> = {
        ArrowLeft: this.at - dividerStep,
        ArrowRight: this.at + dividerStep,
        Home: 0,
        End: 100,
      };
      const to = steps[event.key];
      if (to === undefined) return;
      event.preventDefault();
      this.moveDivider(to);
    },
    get dividerNow(): string {
      return String(Math.round(this.at));
    },

    imageStyle(image: ImageDetails): Record<string, string> {
      return { ...image.frame, ...this.zoom.style };
    },
    get held(): 'true' | 'false' {
      return this.zoom.held ? 'true' : 'false';
    },
    get sizeWords(): string {
      return `${this.zoom.view.zoom.toFixed(1)}×`;
    },
    larger(): void {
      this.zoom.by(zoomStep);
    },
    smaller(): void {
      this.zoom.by(1 / zoomStep);
    },
    whole(): void {
      this.zoom.reset();
    },
    onKey(event: KeyboardEvent): void {
      const { ctrlKey, metaKey, altKey, key } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (key.toLowerCase() === 'x') this.swap();
      else if (!this.zoom.onKey(key)) return;
      event.preventDefault();
    },
    down(event: PointerEvent): void {
      gestures?.down(event);
    },
    move(event: PointerEvent): void {
      gestures?.move(event);
    },
    up(event: PointerEvent): void {
      gestures?.up(event);
    },
    cancel(event: PointerEvent): void {
      gestures?.cancel(event);
    },
    wheel(event: WheelEvent): void {
      gestures?.wheel(event);
    },
  });
}
