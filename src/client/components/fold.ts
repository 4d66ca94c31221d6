/** Milliseconds. */
const foldTime = 240;
const easing = 'cubic-bezier(0.2, 0, 0, 1)';

interface Folding {
  figure: HTMLElement;
  /** What it looked like in full. */
  picture: Node;
  width: number;
  height: number;
  /** Whether a control in it had the focus. */
  focused: boolean;
}

export interface Fold {
  /** Takes up where everything was: to be called once it is in its new place. */
  play(): void;
}

/**
 * Notes where everything in sight is before frames fold to cards. The page takes its new shape at
 * once, so that the line being read can be kept where it is; what moved glides there from where it
 * was. Only transforms and opacity change.
 */
export function noteFold(scroller: HTMLElement): Fold {
  const { top: upper, bottom: lower } = scroller.getBoundingClientRect();
  const tops = new Map<HTMLElement, number>();
  const foldings: Folding[] = [];
  for (const entry of scroller.querySelectorAll<HTMLElement>('.entry')) {
    const { top, bottom } = entry.getBoundingClientRect();
    tops.set(entry, top);
    if (bottom < upper || top > lower) continue;
    const figures = entry.querySelectorAll<HTMLElement>('.image:not(.is-tile), .image-set');
    for (const figure of figures) noteFigure(figure);
  }

  function noteFigure(figure: HTMLElement): void {
    const grid = figure.querySelector<HTMLElement>('.set-grid');
    const frame = grid ?? figure.querySelector<HTMLElement>('.frame');
    if (!frame) return;
    const { width, height } = frame.getBoundingClientRect();
    const focused = figure.contains(document.activeElement);
    foldings.push({ figure, picture: frame.cloneNode(true), width, height, focused });
  }

  return {
    play() {
      const folded = foldings.filter(({ figure }) => figure.querySelector('.failure, .canceled'));
      for (const { figure, focused } of folded) {
        if (focused) figure.querySelector('button')?.focus({ preventScroll: true });
      }
      if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
      for (const [entry, top] of tops) glide(entry, top, upper, lower);
      for (const folding of folded) shrink(folding);
    },
  };
}

/** Lets an entry come from where it was, where that can be seen. */
function glide(entry: HTMLElement, before: number, upper: number, lower: number): void {
  const { top, height } = entry.getBoundingClientRect();
  const inSight = Math.min(top, before) < lower && Math.max(top, before) + height > upper;
  if (top === before || !inSight) return;
  entry.animate([{ transform: `translateY(${before - top}px)` }, { transform: 'none' }], {
    duration: foldTime,
    easing,
  });
}

/** Lays what was there over the card and folds it down to the card's height. */
function shrink({ figure, picture, width, height }: Folding): void {
  const ghost = document.createElement('div');
  ghost.className = 'frame-ghost';
  // It is a likeness only: nothing in it lives.
  ghost.toggleAttribute('x-ignore', true);
  ghost.inert = true;
  ghost.append(picture);
  ghost.style.setProperty('width', `${width}px`);
  figure.append(ghost);
  const scale = figure.getBoundingClientRect().height / height;
  const folded = { transform: `scaleY(${scale})`, opacity: 0 };
  const playing = ghost.animate([{ transform: 'none', opacity: 1 }, folded], {
    duration: foldTime,
    easing,
  });
  const remove = () => ghost.remove();
  playing.addEventListener('finish', remove);
  playing.addEventListener('cancel', remove);
}
