import { css, mix, type Colour } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { ellipse, type Definitions } from '../svg.ts';
import { planLighthouse } from './lighthouse-plan.ts';

/** The colour of the light. */
export function beamColour({ palette }: Scene): Colour {
  return mix(palette.lamp, [255, 248, 226], 0.55);
}

/**
 * How strongly the beams of the lighthouse light a point of the air, 0 to 1: one far over the sea,
 * a weaker one behind. Soft, so it belongs to the sky and not to what has edges.
 */
export function makeBeams(scene: Scene): (x: number, y: number) => number {
  const { focus, side } = scene;
  const { lampY, lit } = planLighthouse(scene);
  if (!lit) return () => 0;
  const beam = (dx: number, dy: number, direction: number, rise: number): number => {
    const along = dx * direction;
    if (along <= 0) return 0;
    const across = (dy - along * rise) / (7 + along * 0.088);
    return Math.exp(-across * across) * Math.exp(-along / 620);
  };
  return (x, y) => {
    const [dx, dy] = [x - focus, y - lampY - 5];
    return beam(dx, dy, -side, -0.06) * 0.82 + beam(dx, dy, side, 0.05) * 0.4;
  };
}

/** The glow of the lamp itself. */
export function drawLamp(scene: Scene, defs: Definitions, x: number, y: number): string {
  const { lamp } = scene.palette;
  const hot = [255, 250, 232] as const;
  const halo = defs.radial([
    [0, hot, 0.95],
    [0.08, lamp, 0.7],
    [0.3, lamp, 0.22],
    [1, lamp, 0],
  ]);
  return ellipse(x, y + 6, 150, 150, halo) + ellipse(x, y + 6, 11, 12, css(hot));
}
