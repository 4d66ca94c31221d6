import { mix } from './colour.ts';
import { smoothstep } from './noise.ts';
import type { Scene } from './scene.ts';
import type { SkyAt } from './sky.ts';

/**
 * The surface of sea or lake below the horizon: the sky mirrored and broken by waves that grow
 * towards us, darker where we look down into it, glinting under the light.
 */
export function makeWater(scene: Scene, sky: SkyAt): SkyAt {
  const { palette, horizon, h, noise, has, light } = scene;
  const rough = has('storm') || has('wild') ? 1 : has('quiet') || has('lake') ? 0.16 : 0.42;
  const deep = mix(palette.water, palette.near, 0.45);
  const glint = has('storm') ? 0.25 : palette.time === 'night' ? 0.55 : 0.8;
  const below = h - horizon;
  return (x, y, out) => {
    const near = Math.max(0.0001, (y - horizon) / below);
    const depth = 1 / (near + 0.055);
    const px = ((x - scene.w / 2) / 1000) * depth * (rough > 0.6 ? 2.7 : 1.8) + 40;
    const py = depth * (rough > 0.6 ? 6.4 : 6.8);
    const swell = noise(px * 0.8, py) - 0.5;
    const chop = noise(px * 2.6 + 11, py * 2.3) - 0.5;
    const ripple = noise(px * 6 + 5, py * 4.6) - 0.5;
    const slope = (swell * (0.5 + rough * 0.5) + chop * 0.36 + ripple * 0.2) * (0.3 + rough);
    const mirrored = horizon - (y - horizon) * 0.85 - slope * 340 * (0.25 + near);
    sky(x + slope * 60, Math.min(horizon - 1, Math.max(0, mirrored)), out);
    const dive = 0.2 + 0.42 * smoothstep(0, 1, near) + slope * 0.7 + rough * 0.12;
    const share = Math.min(0.95, Math.max(0.05, dive));
    const away = (x - light.x) / (70 + near * 260);
    const path = Math.exp(-away * away) * glint;
    const spark = smoothstep(0.02, 0.2, -slope + ripple * 0.25) * path;
    const crest = rough > 0.6 ? smoothstep(0.25, 0.42, -(swell * 0.9 + chop * 0.6)) * 0.5 : 0;
    for (const part of [0, 1, 2] as const) {
      const surface = (out[part] ?? 0) + (deep[part] - (out[part] ?? 0)) * share;
      const lit = surface + (palette.glow[part] - surface) * spark;
      out[part] = lit + (palette.cloudLit[part] - lit) * crest;
    }
  };
}
