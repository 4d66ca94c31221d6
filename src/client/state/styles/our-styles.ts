import type { Style } from '../../../protocol/style.ts';

/** Kinds of our styles, in the order in which they are shown. */
export const styleGroups = {
  photography: 'Photography',
  light: 'Film & light',
  painting: 'Painting',
  print: 'Drawing & print',
  craft: 'Digital & craft',
} as const;

export type StyleGroup = keyof typeof styleGroups;

/** One of the styles that come with the app. */
export type OurStyle = Style & {
  /** Names its picture, `/styles/<id>.webp`. */
  id: string;
  group: StyleGroup;
  /** The name of its group. */
  about: string;
};

type Row = [id: string, name: string, text: string, negative_prompt: string];

// The words are in American spelling, as captions that models learned from mostly are. What a style
// leaves out are the faults of its own medium, never another medium: two styles can go together.
const rows: Record<StyleGroup, Row[]> = {
  photography: [
    [
      'film',
      '35mm film',
      '35mm film photograph, fine grain, natural color, gentle halation',
      'digital noise, oversharpened',
    ],
    [
      'black-and-white',
      'Black and white',
      'black and white photograph, silver gelatin print, deep blacks, rich midtones',
      'tinted, flat contrast',
    ],
    [
      'shallow-focus',
      'Shallow focus',
      '85mm lens at f/1.4, shallow depth of field, creamy bokeh',
      'everything in focus, busy background',
    ],
    [
      'instant',
      'Instant photo',
      'instant film photo, faded colors, soft vignette, white border',
      'crisp digital look',
    ],
    [
      'cyanotype',
      'Cyanotype',
      'cyanotype print, Prussian blue and white, hand-coated paper, brushed edges',
      'full color, glossy',
    ],
  ],
  light: [
    [
      'noir',
      'Film noir',
      'film noir still, low-key lighting, hard shadows, high-contrast monochrome',
      'bright even lighting, cheerful colors',
    ],
    [
      'cinematic',
      'Cinematic',
      'cinematic still, anamorphic lens, teal and orange color grade, volumetric light',
      'flat lighting, snapshot',
    ],
    [
      'golden-hour',
      'Golden hour',
      'golden hour light, low warm sun, long shadows, soft backlight',
      'cold light, harsh flash',
    ],
    [
      'neon',
      'Neon night',
      'neon-lit night, magenta and cyan glow, wet reflections, light haze',
      'washed-out colors, flat lighting',
    ],
  ],
  painting: [
    [
      'watercolor',
      'Watercolour',
      'loose watercolor painting, wet-on-wet washes, soft edges, white paper showing',
      'hard outlines, glossy',
    ],
    [
      'oil',
      'Oil painting',
      'oil painting, visible impasto brushstrokes, rich pigment, canvas texture',
      'smooth gradients, airbrushed',
    ],
    [
      'pastel',
      'Soft pastel',
      'soft pastel drawing, chalky strokes, toned paper',
      'hard edges, glossy finish',
    ],
    [
      'ink-wash',
      'Ink wash',
      'sumi-e ink wash, fluid brush, fading gray tones, empty space, rice paper',
      'bright colors, clutter',
    ],
  ],
  print: [
    [
      'pencil',
      'Pencil',
      'graphite pencil drawing, cross-hatching, light construction lines, textured paper',
      'color fill, solid black areas',
    ],
    [
      'clear-line',
      'Clear line',
      'ligne claire comic art, uniform black outlines, flat colors',
      'shading gradients, sketchy lines',
    ],
    [
      'linocut',
      'Linocut',
      'linocut print, bold carved lines, solid black ink, hand-pulled texture',
      'gradients, fine detail',
    ],
    [
      'ukiyo-e',
      'Ukiyo-e',
      'ukiyo-e woodblock print, flat color areas, indigo outlines, bokashi gradation, washi paper',
      'photographic shading, heavy shadows',
    ],
    [
      'risograph',
      'Risograph',
      'risograph print, two spot inks, halftone dots, slight misregistration, uncoated paper',
      'smooth gradients, glossy',
    ],
    [
      'blueprint',
      'Blueprint',
      'architectural blueprint, fine white lines on blue, grid paper, technical drawing',
      'shading, full color',
    ],
  ],
  craft: [
    [
      'pixel-art',
      'Pixel art',
      '16-bit pixel art, limited palette, crisp square pixels, dithering',
      'anti-aliasing, blur',
    ],
    [
      'low-poly',
      'Low poly',
      'low poly 3D render, faceted geometry, flat shading, soft studio light',
      'fine texture, smooth surfaces',
    ],
    [
      'stained-glass',
      'Stained glass',
      'stained glass window, bold lead lines, jewel-toned glass, light shining through',
      'thin lines, matte',
    ],
    [
      'paper-cut',
      'Paper cut',
      'layered paper cut art, crisp edges, soft drop shadows between layers',
      'outlines, painted texture',
    ],
    [
      'clay',
      'Clay',
      'claymation, handmade clay figures, fingerprints, rounded shapes, miniature set lighting',
      'sharp edges, glossy plastic',
    ],
  ],
};

/** The styles that come with the app, group by group. */
export const ourStyles: readonly OurStyle[] = Object.keys(styleGroups)
  .filter(isGroup)
  .flatMap((group) =>
    rows[group].map(([id, name, text, negative_prompt]) => ({
      id,
      group,
      about: styleGroups[group],
      name,
      text,
      negative_prompt,
    })),
  );

function isGroup(name: string): name is StyleGroup {
  return name in styleGroups;
}
