import { adjust, hex, mix, tint, turnHue, type Colour } from './colour.ts';
import type { Random } from './random.ts';
import type { Reading } from './read-prompt.ts';

export type Time = 'dawn' | 'noon' | 'sunset' | 'dusk' | 'bluehour' | 'night';

/** The colours of one picture. */
export interface Palette {
  time: Time;
  /** The sky from its top to the horizon. */
  top: Colour;
  mid: Colour;
  low: Colour;
  /** Light near the sun or moon, and on whatever faces it. */
  glow: Colour;
  cloudLit: Colour;
  cloudShade: Colour;
  /** What distance fades into. */
  haze: Colour;
  /** The nearest, darkest land. */
  near: Colour;
  water: Colour;
  /** Lamps and windows. */
  lamp: Colour;
  /** What colour words ask for first, if they do: for boats, balloons, roofs. */
  accent: Colour;
}

type Base = Record<
  'top' | 'mid' | 'low' | 'glow' | 'cloudLit' | 'cloudShade' | 'haze' | 'near' | 'water',
  string
>;

const BASES: Record<Time, Base> = {
  dawn: {
    top: '#4a7389',
    mid: '#b9b3a0',
    low: '#f7cd9c',
    glow: '#ffe6b8',
    cloudLit: '#ffe0c0',
    cloudShade: '#8d93a0',
    haze: '#e3c3a4',
    near: '#122a30',
    water: '#3f5d68',
  },
  noon: {
    top: '#2b6ba8',
    mid: '#76acd2',
    low: '#dbe9e8',
    glow: '#fff7dc',
    cloudLit: '#ffffff',
    cloudShade: '#8fa6bb',
    haze: '#c9dbe0',
    near: '#1b3f3a',
    water: '#1f5f7c',
  },
  sunset: {
    top: '#2a2c5e',
    mid: '#a9517a',
    low: '#ff9d5c',
    glow: '#ffd184',
    cloudLit: '#ffb27c',
    cloudShade: '#5c3f6b',
    haze: '#d9805f',
    near: '#1a1026',
    water: '#3b2f57',
  },
  dusk: {
    top: '#171b40',
    mid: '#5b427c',
    low: '#e38d77',
    glow: '#ffba90',
    cloudLit: '#d98a86',
    cloudShade: '#2c2a52',
    haze: '#8b6288',
    near: '#0c0b1d',
    water: '#2a2a52',
  },
  bluehour: {
    top: '#0b1d42',
    mid: '#33598e',
    low: '#a9bdd2',
    glow: '#ffd9a8',
    cloudLit: '#8ea9c9',
    cloudShade: '#20365f',
    haze: '#7f9bbb',
    near: '#07101f',
    water: '#1b3860',
  },
  night: {
    top: '#040817',
    mid: '#0b1c3a',
    low: '#254669',
    glow: '#d5e2ff',
    cloudLit: '#5d7799',
    cloudShade: '#0a1429',
    haze: '#1f3b5a',
    near: '#02050d',
    water: '#0c2038',
  },
};

/** What sand makes of the ground and of the air above it. */
const SANDS = {
  day: { low: '#f3e0b4', haze: '#e9c07f', near: '#6b2a14', cloudLit: '#fff1d6' },
  night: { low: '#2f4a68', haze: '#4a5068', near: '#150d14' },
} as const;

/** Chooses the colours: the time of day first, then weather, mood, colour words and chance. */
export function choosePalette(reading: Reading, random: Random): Palette {
  const { concepts, colours } = reading;
  const time = chooseTime(reading, random);
  const base = concepts.has('desert')
    ? { ...BASES[time], ...SANDS[time === 'night' ? 'night' : 'day'] }
    : BASES[time];
  const changes: ((colour: Colour) => Colour)[] = [];
  const then = (next: (colour: Colour) => Colour): void => {
    changes.push(next);
  };
  const drift = random.range(-9, 9);
  then((colour) => turnHue(colour, drift));
  if (concepts.has('storm')) then((c) => adjust(mix(c, hex('#2a3844'), 0.3), -0.05, 0.82));
  if (concepts.has('rain') && !concepts.has('storm')) then((c) => mix(c, hex('#5a6a74'), 0.35));
  if (concepts.has('fog')) then((c) => adjust(c, 0.02, 0.72));
  if (concepts.has('snow')) then((c) => adjust(tint(c, hex('#9fb6d0'), 0.35), 0.03, 0.85));
  if (concepts.has('dark')) then((c) => adjust(c, -0.07, 0.9));
  if (concepts.has('soft')) then((c) => adjust(c, 0.03, 0.75));
  if (concepts.has('wild')) then((c) => adjust(c, 0, 1.12));
  // The warmest colour named belongs to the light at the horizon, the coolest to the sky above.
  const byWarmth = colours.toSorted((a, b) => warmth(b) - warmth(a));
  const [first] = colours;
  const [warm, cool] = [byWarmth.at(0), byWarmth.at(-1)];
  const low = (c: Colour): Colour => (warm ? tint(c, warm, 0.6) : c);
  const light = (c: Colour): Colour => (warm ? tint(c, warm, warmth(warm) > 0 ? 0.6 : 0.25) : c);
  const high = (c: Colour): Colour => (cool ? tint(c, cool, 0.5) : c);
  const accent = first ?? hex(random.pick(['#c2452f', '#d98c3a', '#2f7f86', '#b8475f']));
  const paint = (text: string): Colour =>
    changes.reduce((colour, change) => change(colour), hex(text));
  return {
    time,
    top: high(paint(base.top)),
    mid: mix(high(paint(base.mid)), low(paint(base.mid)), 0.5),
    low: low(paint(base.low)),
    glow: light(paint(base.glow)),
    cloudLit: light(paint(base.cloudLit)),
    cloudShade: high(paint(base.cloudShade)),
    haze: mix(low(paint(base.haze)), high(paint(base.haze)), 0.4),
    near: high(paint(base.near)),
    water: high(paint(base.water)),
    lamp: hex('#ffd48a'),
    accent,
  };
}

/** Above zero for the reds and yellows, below for the greens and blues. */
function warmth([red, green, blue]: Colour): number {
  return red - blue * 0.8 - green * 0.2;
}

function chooseTime({ concepts }: Reading, random: Random): Time {
  const chosen = random.pick<Time>(['dawn', 'sunset', 'dusk', 'dawn', 'bluehour', 'noon']);
  if (concepts.has('bluehour')) return 'bluehour';
  if (concepts.has('dusk')) return 'dusk';
  if (concepts.has('sunset')) return 'sunset';
  if (concepts.has('dawn')) return 'dawn';
  if (concepts.has('night') || concepts.has('aurora')) return 'night';
  if (concepts.has('stars') || concepts.has('moon'))
    return random.chance(0.7) ? 'night' : 'bluehour';
  if (concepts.has('noon')) return 'noon';
  if (concepts.has('courtyard')) return 'noon';
  if (concepts.has('sun') && chosen === 'bluehour') return 'dawn';
  return chosen;
}
