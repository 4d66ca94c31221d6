import type { Scene } from '../scene.ts';

/** Where a lighthouse stands and shines, in units. */
export interface LighthousePlan {
  /** The foot of the tower. */
  ground: number;
  tall: number;
  lampY: number;
  lit: boolean;
}

/** Places the lighthouse: the tower is drawn by it, and its beam by the sky. */
export function planLighthouse({ horizon, palette, has, h, w }: Scene): LighthousePlan {
  const size = Math.min(1, h / 1000) * (w < 700 ? 0.8 : 1);
  const ground = horizon - 92 * size;
  const tall = Math.min(330, ground * 0.56) * size;
  return { ground, tall, lampY: ground - tall, lit: palette.time !== 'noon' || has('storm') };
}
