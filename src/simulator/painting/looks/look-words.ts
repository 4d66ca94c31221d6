/**
 * The looks that the painter has, in the order in which they are laid over each other: first what
 * changes the light, then what the picture is painted or made with, then how it is printed or
 * photographed. `names` call for a look; `goes_with` are words that are said along with it and are
 * part of it: they name nothing that stands in the picture.
 */
export const LOOKS = {
  'golden-hour': {
    names: 'golden hour light|golden hour lighting',
    goes_with: 'low warm sun|long shadows|soft backlight|cold light|harsh flash',
    implies: 'sunset',
  },
  neon: {
    names: 'neon lit night|neon lit|neon night|neon lights|neon glow|synthwave',
    goes_with: 'magenta and cyan glow|wet reflections|light haze|washed out colors|flat lighting',
    implies: 'night',
  },
  cinematic: {
    names: 'cinematic|movie still|film still',
    goes_with:
      'still|anamorphic lens|teal and orange|color grade|volumetric light|flat lighting|snapshot',
  },
  noir: {
    names: 'film noir|noir',
    goes_with:
      'still|low key lighting|hard shadows|high contrast|monochrome|bright even lighting|cheerful colors',
  },
  'shallow-focus': {
    names: 'shallow depth of field|bokeh',
    goes_with: '85mm lens at f 1 4|creamy|everything in focus|busy background',
  },
  oil: {
    names: 'oil painting|impasto|oil on canvas',
    goes_with: 'visible|brushstrokes|rich pigment|canvas texture|smooth gradients|airbrushed',
  },
  watercolor: {
    names: 'watercolor|watercolour|aquarelle',
    goes_with:
      'loose|painting|wet on wet washes|soft edges|white paper showing|hard outlines|glossy',
  },
  pastel: {
    names: 'soft pastel|pastel drawing|chalk drawing',
    goes_with: 'drawing|chalky strokes|toned paper|hard edges|glossy finish',
  },
  'ink-wash': {
    names: 'ink wash|sumi e|sumi ink',
    goes_with: 'fluid brush|fading gray tones|empty space|rice paper|bright colors|clutter',
  },
  'low-poly': {
    names: 'low poly|lowpoly',
    goes_with:
      '3d render|faceted geometry|flat shading|soft studio light|fine texture|smooth surfaces',
  },
  'stained-glass': {
    names: 'stained glass',
    goes_with: 'window|bold lead lines|jewel toned glass|light shining through|thin lines|matte',
  },
  'paper-cut': {
    names: 'paper cut|papercut|cut paper',
    goes_with: 'layered|art|crisp edges|soft drop shadows between layers|outlines|painted texture',
  },
  clay: {
    names: 'claymation|clay model',
    goes_with:
      'handmade clay figures|fingerprints|rounded shapes|miniature set lighting|sharp edges|glossy plastic',
  },
  pencil: {
    names: 'pencil drawing|graphite drawing|pencil sketch',
    goes_with:
      'graphite|cross hatching|light construction lines|textured paper|color fill|solid black areas',
  },
  'clear-line': {
    names: 'ligne claire|clear line',
    goes_with: 'comic art|uniform black outlines|flat colors|shading gradients|sketchy lines',
  },
  linocut: {
    names: 'linocut|lino print|woodcut',
    goes_with: 'print|bold carved lines|solid black ink|hand pulled texture|gradients|fine detail',
  },
  'ukiyo-e': {
    names: 'ukiyo e|japanese woodblock print',
    goes_with:
      'woodblock print|flat color areas|indigo outlines|bokashi gradation|washi paper|photographic shading|heavy shadows',
  },
  risograph: {
    names: 'risograph|riso print',
    goes_with:
      'print|two spot inks|halftone dots|slight misregistration|uncoated paper|smooth gradients|glossy',
  },
  blueprint: {
    names: 'blueprint',
    goes_with:
      'architectural|fine white lines on blue|grid paper|technical drawing|shading|full color',
  },
  'pixel-art': {
    names: 'pixel art',
    goes_with: '16 bit|limited palette|crisp square pixels|dithering|anti aliasing|blur',
  },
  cyanotype: {
    names: 'cyanotype',
    goes_with: 'print|prussian blue and white|hand coated paper|brushed edges|full color|glossy',
  },
  'black-and-white': {
    names: 'black and white photograph|black and white photo|silver gelatin',
    goes_with: 'print|deep blacks|rich midtones|tinted|flat contrast',
  },
  film: {
    names: '35mm film|analog film|film grain',
    goes_with: 'photograph|fine grain|natural color|gentle halation|digital noise|oversharpened',
  },
  instant: {
    names: 'instant film|instant photo|polaroid',
    goes_with: 'photo|faded colors|soft vignette|white border|crisp digital look',
  },
} as const;

export type Look = keyof typeof LOOKS;

/** All of them, in the order in which they are laid over each other. */
export const ALL_LOOKS = Object.keys(LOOKS).filter(isLook);

function isLook(name: string): name is Look {
  return name in LOOKS;
}
