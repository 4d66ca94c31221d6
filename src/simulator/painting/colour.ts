/** Red, green and blue as the screen takes them, 0 to 255 (not rounded). */
export type Colour = readonly [number, number, number];

type Lab = readonly [number, number, number];

/** Reads `#rrggbb`. */
export function hex(text: string): Colour {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Writes `#rrggbb`. */
export function css(colour: Colour): string {
  return `#${two(colour[0])}${two(colour[1])}${two(colour[2])}`;
}

function two(part: number): string {
  const whole = Math.round(Math.min(255, Math.max(0, part)));
  return whole.toString(16).padStart(2, '0');
}

/** Between two colours as the eye sees it: `share` 0 is `a`, 1 is `b`. */
export function mix(a: Colour, b: Colour, share: number): Colour {
  const from = toLab(a);
  const to = toLab(b);
  const t = Math.min(1, Math.max(0, share));
  return fromLab([
    from[0] + (to[0] - from[0]) * t,
    from[1] + (to[1] - from[1]) * t,
    from[2] + (to[2] - from[2]) * t,
  ]);
}

/** Moves a colour towards another's hue and keeps its own lightness. */
export function tint(colour: Colour, towards: Colour, share: number): Colour {
  const own = toLab(colour);
  const other = toLab(towards);
  return fromLab([
    own[0],
    own[1] + (other[1] - own[1]) * share,
    own[2] + (other[2] - own[2]) * share,
  ]);
}

/** Changes lightness (added, -1 to 1) and colourfulness (multiplied). */
export function adjust(colour: Colour, lighter: number, colourful = 1): Colour {
  const [l, a, b] = toLab(colour);
  return fromLab([Math.min(1, Math.max(0, l + lighter)), a * colourful, b * colourful]);
}

/** Turns the hue by some degrees. */
export function turnHue(colour: Colour, degrees: number): Colour {
  const [l, a, b] = toLab(colour);
  const turn = (degrees * Math.PI) / 180;
  return fromLab([
    l,
    a * Math.cos(turn) - b * Math.sin(turn),
    a * Math.sin(turn) + b * Math.cos(turn),
  ]);
}

/** How light a colour looks, 0 to 1. */
export function lightness(colour: Colour): number {
  return toLab(colour)[0];
}

// OKLab, https://bottosson.github.io/posts/oklab/
function toLab([red, green, blue]: Colour): Lab {
  const r = toLinear(red);
  const g = toLinear(green);
  const b = toLinear(blue);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightnessPart, a, b]: Lab): Colour {
  const l = (lightnessPart + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightnessPart - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightnessPart - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function toLinear(part: number): number {
  const c = Math.min(255, Math.max(0, part)) / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

function fromLinear(part: number): number {
  const c = Math.min(1, Math.max(0, part));
  return (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055) * 255;
}
