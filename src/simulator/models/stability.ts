import sdxlDocument from '../../domain/models/schemas/stability-ai--sdxl.json' with { type: 'json' };
import stableDiffusionDocument from '../../domain/models/schemas/stability-ai--stable-diffusion-3.5-large.json' with { type: 'json' };
import type { Model } from './model.ts';
import { basicPlan, sourcesPlan } from './plan.ts';
import { sizeOfRatio, sizeOfSides } from './sizes.ts';

const owner = 'stability-ai';
const MEGAPIXEL = 1_048_576;

/** A community model: any width and height, a negative prompt, a mask, always PNG. */
export const sdxl: Model = {
  owner,
  name: 'sdxl',
  description: 'A text-to-image generative AI model that creates beautiful images',
  official: false,
  version: '39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b',
  pace: 1,
  document: sdxlDocument,
  plan: (read) => {
    const mask = read.optionalText('mask');
    return {
      ...basicPlan(read),
      ...sizeOfSides(read.number('width', 1024), read.number('height', 1024)),
      format: 'png',
      quality: 100,
      ...sourcesPlan(read.texts('image'), 'start', mask === undefined ? {} : { mask }),
    };
  },
};

/** A negative prompt, and a picture to start from, whose shape it then keeps. */
export const stableDiffusion35Large: Model = {
  owner,
  name: 'stable-diffusion-3.5-large',
  description:
    'A text-to-image model that generates high-resolution images with fine details. It supports various artistic styles and produces diverse outputs from the same prompt, thanks to Query-Key Normalization.',
  official: true,
  version: '2fdf9488b53c1e0fd3aef7b477def1c00d1856a38466733711f9c769942598f5',
  pace: 1.3,
  document: stableDiffusionDocument,
  plan: (read) => ({
    ...basicPlan(read, 35),
    ...sizeOfRatio(read.text('aspect_ratio'), MEGAPIXEL, 64),
    ...sourcesPlan(read.texts('image'), 'start', { shape_of_source: { pixels: MEGAPIXEL } }),
  }),
};
