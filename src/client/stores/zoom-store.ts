import {
  fit,
  isFit,
  panBy,
  within,
  zoomAt,
  zoomInWords,
  zoomStep,
  zoomToggled,
  type Point,
  type Zoom,
  type ZoomSpace,
} from '../state/zoom.ts';

const middle: Point = { x: 0, y: 0 };

/** How large a picture, or a pair of them, is shown and which part of it. */
export function createZoomStore() {
  return {
    view: fit,
    /** `null` until the picture has a place on the page. */
    space: null as ZoomSpace | null,
    /** Whether a finger or a mouse moves it at this moment. */
    held: false,
    /** Pixels by which a finger has pulled the whole picture aside. */
    pulled: middle,

    get isFit(): boolean {
      return isFit(this.view);
    },
    get words(): string {
      return this.space ? zoomInWords(this.view, this.space) : '';
    },
    get style(): Record<string, string> {
      const { zoom, x, y } = this.view;
      return {
        '--zoom': String(zoom),
        '--x': `${x + this.pulled.x}px`,
        '--y': `${y + this.pulled.y}px`,
      };
    },

    set(view: Zoom): void {
      this.view = view;
    },
    /** The box or the picture in it has another size. */
    measure(space: ZoomSpace): void {
      this.space = space;
      this.view = within(this.view, space);
    },
    by(factor: number, at: Point = middle): void {
      if (this.space) this.view = zoomAt(this.view, factor, at, this.space);
    },
    pan(by: Point): void {
      if (this.space) this.view = panBy(this.view, by, this.space);
    },
    toggle(at: Point = middle): void {
      if (this.space) this.view = zoomToggled(this.view, at, this.space);
    },
    toOwnPixels(): void {
      if (this.space) this.by(this.space.ownPixels / this.view.zoom);
    },
    reset(): void {
      this.view = fit;
      this.pulled = middle;
      this.held = false;
    },

    /** Keys that change the size: +, - and 0, 1 for its own pixels. @returns whether it was one of them */
    onKey(key: string): boolean {
      if (key === '+' || key === '=') this.by(zoomStep);
      else if (key === '-') this.by(1 / zoomStep);
      else if (key === '0') this.reset();
      else if (key === '1') this.toOwnPixels();
      else return false;
      return true;
    },
  };
}

export type ZoomStore = ReturnType<typeof createZoomStore>;
