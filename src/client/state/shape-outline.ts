import { limits } from '../../protocol/limits.ts';

/** The outline of a shape within 22 by 18 pixels, as custom properties; within what a model takes. */
export function shapeOutline(width: number, height: number): Record<string, string> {
  const most = limits.size.max / limits.size.min;
  const ratio = Math.min(Math.max(width / height, 1 / most), most);
  const high = Math.min(18, 22 / ratio);
  return { '--w': `${(high * ratio).toFixed(1)}px`, '--h': `${high.toFixed(1)}px` };
}
