// oxlint-disable-next-line import/no-unassigned-import -- Vite takes the styles from here.
import '../styles/mask.css';
import type { DraftImage } from '../state/draft.ts';
import { drawMask, isPainted, type MaskPoint, type MaskStep } from '../state/mask-strokes.ts';
import { within } from '../state/within.ts';
import { sentenceOf } from '../stores/http-api.ts';
import type { Stores } from '../stores/stores.ts';
import { uploadFile } from '../stores/upload-file.ts';
import { defineComponent } from './define-component.ts';

/** Pixels of the longer side while it is painted, and of what is shown of it in the form. */
const paintedSide = 1_536;
const thumbnailSide = 160;
/** Browsers of phones refuse larger canvases. */
const longestSide = 4_096;

/** Parts of the longer side that the brushes are wide. */
const brushes = [0.015, 0.035, 0.07, 0.14];

/** Paints on the first picture what is to be made anew. */
export function maskPainter(stores: Stores) {
  const { chat, draft, ui } = stores;
  let canvas: HTMLCanvasElement | null = null;
  /** The picture itself, in pixels. */
  let full = { width: 1, height: 1 };
  let points: MaskPoint[] = [];
  let control: AbortController | null = null;
  return defineComponent({
    erases: false,
    brush: 1,
    steps: [] as MaskStep[],
    drawing: false,
    isSending: false,
    isReady: false,
    failure: '',

    init() {
      canvas = this.$root.querySelector('canvas');
      this.begin();
      this.$watch('isOpen', (open: boolean) => {
        if (open) this.begin();
        else control?.abort();
      });
    },
    get isOpen(): boolean {
      return ui.dialog === 'mask';
    },
    get image(): DraftImage | undefined {
      return draft.images[0];
    },
    get src(): string {
      const { image } = this;
      const shown = chat.gallery.find(({ id }) => id === image?.id);
      return shown?.url ?? image?.url ?? image?.thumbnail ?? '';
    },
    get name(): string {
      return this.image?.name || 'The picture';
    },
    begin(): void {
      Object.assign(this, { steps: [], erases: false, failure: '', isSending: false });
      this.draw();
    },
    /** The picture is there, and with it its size. */
    loaded(event: Event): void {
      const { target } = event;
      if (!canvas || !(target instanceof HTMLImageElement)) return;
      const { width, height } = this.image ?? full;
      const natural = { width: target.naturalWidth, height: target.naturalHeight };
      full = width > 0 && height > 0 ? { width, height } : natural;
      Object.assign(canvas, within(full, paintedSide));
      this.isReady = true;
      this.draw();
    },
    couldNotLoad(): void {
      this.failure = 'The picture could not be loaded. Close this and try again.';
    },

    isBrush(index: number): 'true' | 'false' {
      return this.brush === index ? 'true' : 'false';
    },
    setBrush(index: number): void {
      this.brush = index;
    },
    isErasing(erases: boolean): 'true' | 'false' {
      return this.erases === erases ? 'true' : 'false';
    },
    setErases(erases: boolean): void {
      this.erases = erases;
    },

    down(event: PointerEvent): void {
      if (!canvas || event.button > 0 || this.isSending) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      points = [];
      this.failure = '';
      this.drawing = true;
      this.extend([event]);
    },
    move(event: PointerEvent): void {
      if (!this.drawing) return;
      const passed = event.getCoalescedEvents();
      this.extend(passed.length > 0 ? passed : [event]);
    },
    up(): void {
      if (!this.drawing) return;
      this.drawing = false;
      this.steps = [...this.steps, this.stroke()];
      points = [];
    },
    stroke(): MaskStep {
      const longer = Math.max(canvas?.width ?? 1, canvas?.height ?? 1);
      const size = longer * (brushes[this.brush] ?? 0.05);
      return { kind: 'stroke', erases: this.erases, size, points: [...points] };
    },
    extend(events: readonly PointerEvent[]): void {
      if (!canvas) return;
      const { left, top, width, height } = canvas.getBoundingClientRect();
      for (const { clientX, clientY } of events) {
        const x = ((clientX - left) / width) * canvas.width;
        const y = ((clientY - top) / height) * canvas.height;
        points.push([x, y]);
      }
      this.draw([this.stroke()]);
    },
    /** @param current the stroke that is being made */
    draw(current: readonly MaskStep[] = []): void {
      const context = canvas?.getContext('2d');
      if (canvas && context) drawMask(context, [...this.steps, ...current], canvas);
    },

    get isUntouched(): boolean {
      return this.steps.length === 0;
    },
    undo(): void {
      this.steps = this.steps.slice(0, -1);
      this.draw();
    },
    clear(): void {
      this.steps = [...this.steps, { kind: 'clear' }];
      this.draw();
    },
    invert(): void {
      this.steps = [...this.steps, { kind: 'invert' }];
      this.draw();
    },
    onKey(event: KeyboardEvent): void {
      const { key, ctrlKey, metaKey } = event;
      if (key.toLowerCase() === 'z' && (ctrlKey || metaKey)) this.undo();
      else if (key === '[') this.setBrush(Math.max(0, this.brush - 1));
      else if (key === ']') this.setBrush(Math.min(brushes.length - 1, this.brush + 1));
      else return;
      event.preventDefault();
    },

    get saveWords(): string {
      return this.isSending ? 'Sending…' : 'Use this mask';
    },
    get canSave(): boolean {
      return this.isReady && !this.isUntouched && !this.isSending;
    },
    async save(): Promise<void> {
      const { image } = this;
      if (!canvas || !image || !this.canSave) return;
      const small = scaled(canvas, within(full, thumbnailSide), null);
      if (!isSeen(small)) {
        this.failure = 'Paint over what is to be made anew.';
        return;
      }
      this.isSending = true;
      this.failure = '';
      control = new AbortController();
      try {
        const file = await pngOf(scaled(canvas, within(full, longestSide), '#000'));
        const { id } = await uploadFile(draft.chatId, file, () => {}, control.signal);
        // Another picture may be the first by now.
        if (draft.images[0]?.id === image.id) {
          draft.setMask({ id, thumbnail: small.toDataURL('image/png') });
        }
        if (this.isOpen) ui.dialog = null;
      } catch (error) {
        this.failure = control.signal.aborted ? '' : sentenceOf(error);
      }
      this.isSending = false;
    },
  });
}

/** The mask in another size, on a ground or on none. */
function scaled(
  mask: HTMLCanvasElement,
  { width, height }: { width: number; height: number },
  ground: string | null,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (context && ground !== null) {
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
  }
  context?.drawImage(mask, 0, 0, width, height);
  return canvas;
}

function isSeen(canvas: HTMLCanvasElement): boolean {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
  return pixels !== undefined && isPainted(pixels.data);
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  const { promise, resolve, reject } = Promise.withResolvers<Blob>();
  canvas.toBlob((blob) => {
    if (blob) resolve(blob);
    else reject(new Error('the browser could not write the mask'));
  }, 'image/png');
  return promise;
}
