import { expect, test } from 'vitest';
import {
  drawMask,
  isPainted,
  type MaskContext,
  type MaskStep,
} from '../../../../src/client/state/mask-strokes.ts';
import { within } from '../../../../src/client/state/within.ts';

const size = { width: 9, height: 1 };

/** A canvas of one row that knows what a mask needs: dots of one pixel, and how they are laid. */
function row(): MaskContext & { seen: () => string } {
  let pixels = Array.from({ length: 9 }, () => false);
  let path: number[] = [];
  const context: MaskContext & { seen: () => string } = {
    globalCompositeOperation: 'source-over',
    fillStyle: '',
    strokeStyle: '',
    lineWidth: 1,
    lineCap: 'butt',
    lineJoin: 'miter',
    clearRect: () => void (pixels = pixels.map(() => false)),
    fillRect: () => {
      const out = context.globalCompositeOperation === 'source-out';
      pixels = pixels.map((on) => !out || !on);
    },
    beginPath: () => void (path = []),
    moveTo: (x) => void path.push(x),
    lineTo: (x) => void path.push(x),
    stroke: () => {
      const [from, to] = [Math.min(...path), Math.max(...path)];
      const paints = context.globalCompositeOperation === 'source-over';
      pixels = pixels.map((on, x) => (x >= from && x <= to ? paints : on));
    },
    seen: () => pixels.map((on) => (on ? '#' : '.')).join(''),
  };
  return context;
}

const stroke = (from: number, to: number, erases = false): MaskStep => ({
  kind: 'stroke',
  erases,
  size: 1,
  points: [
    [from, 0],
    [to, 0],
  ],
});

test.each<[string, MaskStep[], string]>([
  ['a stroke', [stroke(1, 5)], '.#####...'],
  ['a dot', [{ kind: 'stroke', erases: false, size: 1, points: [[4, 0]] }], '....#....'],
  ['an erased middle', [stroke(1, 5), stroke(3, 3, true)], '.##.##...'],
  ['a cleared mask', [stroke(1, 5), { kind: 'clear' }], '.........'],
  ['an inverted mask', [stroke(1, 5), { kind: 'invert' }], '#.....###'],
  ['paint after inverting', [stroke(1, 5), { kind: 'invert' }, stroke(2, 2)], '#.#...###'],
  ['nothing', [], '.........'],
])('%s is drawn as it was painted', (_what, steps, seen) => {
  const context = row();
  drawMask(context, [stroke(0, 8)], size);
  drawMask(context, steps, size);
  expect(context.seen()).toBe(seen);
  expect(context.globalCompositeOperation).toBe('source-over');
});

test('a mask on which nothing can be seen is none', () => {
  expect(isPainted(Uint8ClampedArray.from([255, 255, 255, 0, 255, 255, 255, 90]))).toBe(false);
  expect(isPainted(Uint8ClampedArray.from([255, 255, 255, 0, 255, 255, 255, 200]))).toBe(true);
});

test('a size is kept to a longest side in its shape', () => {
  expect(within({ width: 3000, height: 1500 }, 1500)).toEqual({ width: 1500, height: 750 });
  expect(within({ width: 300, height: 200 }, 1500)).toEqual({ width: 300, height: 200 });
});
