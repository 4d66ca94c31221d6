import { css, type Colour } from './colour.ts';

export type Point = readonly [number, number];

/** A number as SVG takes it, short. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A path through points, closed. */
export function polygon(points: readonly Point[], fill: string, rest = ''): string {
  return `<path d="M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z" fill="${fill}"${attributes(rest)}/>`;
}

/** An ellipse. */
export function ellipse(
  x: number,
  y: number,
  rx: number,
  ry: number,
  fill: string,
  rest = '',
): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${attributes(rest)}/>`;
}

/** A rectangle. */
export function rect(x: number, y: number, w: number, h: number, fill: string, rest = ''): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${attributes(rest)}/>`;
}

/** A path with a fill. */
export function path(d: string, fill: string, rest = ''): string {
  return `<path d="${d}" fill="${fill}"${attributes(rest)}/>`;
}

/** A line that is drawn and not filled. */
export function stroke(d: string, colour: string, width: number, rest = ''): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"${attributes(rest)}/>`;
}

/** A place in a gradient: where (0 to 1), which colour, how opaque (0 to 1). */
export type Stop = readonly [number, Colour, number?];

/** Collects gradients while a picture is drawn, and gives each a name to fill with. */
export class Definitions {
  readonly #parts: string[] = [];

  /** A straight gradient in the shape's own box: `(0,0)` to `(x,y)`. */
  linear(stops: readonly Stop[], x = 0, y = 1): string {
    return this.#add(
      (id) =>
        `<linearGradient id="${id}" x1="0" y1="0" x2="${x}" y2="${y}">${stopsOf(stops)}</linearGradient>`,
    );
  }

  /** A straight gradient between two points in units. */
  linearBetween(from: Point, to: Point, stops: readonly Stop[]): string {
    return this.#add(
      (id) =>
        `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${n(from[0])}" y1="${n(from[1])}" x2="${n(to[0])}" y2="${n(to[1])}">${stopsOf(stops)}</linearGradient>`,
    );
  }

  /** A round gradient in the shape's own box, brightest at `(x,y)`. */
  radial(stops: readonly Stop[], x = 0.5, y = 0.5, r = 0.5): string {
    return this.#add(
      (id) =>
        `<radialGradient id="${id}" cx="${x}" cy="${y}" r="${r}">${stopsOf(stops)}</radialGradient>`,
    );
  }

  /** A soft blur; costly, so for small things only. */
  blur(amount: number): string {
    return this.#add(
      (id) =>
        `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${n(amount)}"/></filter>`,
    );
  }

  /** A shape that cuts others. */
  clip(shape: string): string {
    return this.#add((id) => `<clipPath id="${id}">${shape}</clipPath>`);
  }

  toString(): string {
    return `<defs>${this.#parts.join('')}</defs>`;
  }

  #add(write: (id: string) => string): string {
    const id = `d${this.#parts.length}`;
    this.#parts.push(write(id));
    return `url(#${id})`;
  }
}

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(
      ([at, colour, opacity = 1]) =>
        `<stop offset="${at}" stop-color="${css(colour)}" stop-opacity="${opacity}"/>`,
    )
    .join('');
}

function attributes(rest: string): string {
  return rest === '' ? '' : ` ${rest}`;
}
