/** What was done on a mask, in the order in which it was done. Lengths are pixels of the mask. */
export type MaskStep =
  | { kind: 'stroke'; erases: boolean; size: number; points: readonly MaskPoint[] }
  | { kind: 'clear' }
  | { kind: 'invert' };

export type MaskPoint = readonly [x: number, y: number];

/** What of a canvas a mask is drawn with. */
export type MaskContext = Pick<
  CanvasRenderingContext2D,
  | 'globalCompositeOperation'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'clearRect'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
>;

/** Draws a mask anew: white where the picture is made anew, nothing where it stays. */
export function drawMask(
  context: MaskContext,
  steps: readonly MaskStep[],
  { width, height }: { width: number; height: number },
): void {
  context.clearRect(0, 0, width, height);
  context.fillStyle = '#fff';
  for (const step of steps) {
    if (step.kind === 'clear') context.clearRect(0, 0, width, height);
    else if (step.kind === 'stroke') drawStroke(context, step);
    else {
      context.globalCompositeOperation = 'source-out';
      context.fillRect(0, 0, width, height);
    }
  }
  context.globalCompositeOperation = 'source-over';
}

/** Draws one stroke; a single point is a dot. */
export function drawStroke(
  context: MaskContext,
  { erases, size, points }: Extract<MaskStep, { kind: 'stroke' }>,
): void {
  const [first, ...rest] = points;
  if (!first) return;
  context.globalCompositeOperation = erases ? 'destination-out' : 'source-over';
  context.strokeStyle = '#fff';
  context.lineWidth = size;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  context.moveTo(...first);
  for (const point of rest.length > 0 ? rest : [first]) context.lineTo(...point);
  context.stroke();
}

/** Whether something can be seen of a mask: the bytes of its pixels, four to each. */
export function isPainted(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 127) return true;
  return false;
}
