import imagen4Document from '../../domain/models/schemas/google--imagen-4.json' with { type: 'json' };
import nanoBananaDocument from '../../domain/models/schemas/google--nano-banana.json' with { type: 'json' };
import type { Model } from './model.ts';
import { basicPlan, sourcesPlan } from './plan.ts';
import { sizeOfRatio } from './sizes.ts';
import { versionId } from './version-id.ts';

const owner = 'google';
const MEGAPIXEL = 1_048_576;

/** Five shapes, two sizes, no seed. */
export const imagen4: Model = {
  owner,
  name: 'imagen-4',
  description: "Google's Imagen 4 flagship model",
  official: true,
  version: versionId('google/imagen-4'),
  pace: 1.1,
  document: imagen4Document,
  plan: (read) => {
    const pixels = read.text('image_size') === '2K' ? 4 * MEGAPIXEL : MEGAPIXEL;
    return { ...basicPlan(read), ...sizeOfRatio(read.text('aspect_ratio'), pixels, 64) };
  },
};

/** Changes one picture or joins several by the words of an instruction; no seed. */
export const nanoBanana: Model = {
  owner,
  name: 'nano-banana',
  description: "Google's latest image editing model in Gemini 2.5",
  official: true,
  version: versionId('google/nano-banana'),
  pace: 1.2,
  document: nanoBananaDocument,
  plan: (read) => {
    const matches = read.text('aspect_ratio') === 'match_input_image';
    return {
      ...basicPlan(read),
      ...sizeOfRatio(read.text('aspect_ratio')),
      ...sourcesPlan(
        read.texts('image_input'),
        'edit',
        matches ? { shape_of_source: { pixels: MEGAPIXEL } } : {},
      ),
    };
  },
};
