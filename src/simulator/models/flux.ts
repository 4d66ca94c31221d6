import flux11ProDocument from '../../domain/models/schemas/black-forest-labs--flux-1.1-pro.json' with { type: 'json' };
import fluxDevDocument from '../../domain/models/schemas/black-forest-labs--flux-dev.json' with { type: 'json' };
import fluxKontextProDocument from '../../domain/models/schemas/black-forest-labs--flux-kontext-pro.json' with { type: 'json' };
import fluxSchnellDocument from '../../domain/models/schemas/black-forest-labs--flux-schnell.json' with { type: 'json' };
import type { Model } from './model.ts';
import { basicPlan, sourcesPlan } from './plan.ts';
import { fluxSize, sizeOfRatio, sizeOfSides } from './sizes.ts';
import { versionId } from './version-id.ts';

const owner = 'black-forest-labs';
const MEGAPIXEL = 1_048_576;

/** Four steps, quick. */
export const fluxSchnell: Model = {
  owner,
  name: 'flux-schnell',
  description: 'The fastest image generation model tailored for local development and personal use',
  official: true,
  version: 'c846a69991daf4c0e5d016514849d14ee5b2e6846ce6b9d6f21369e564cfe51e',
  pace: 0.4,
  document: fluxSchnellDocument,
  plan: (read) => ({
    ...basicPlan(read),
    ...fluxSize(read.text('aspect_ratio'), read.text('megapixels')),
  }),
};

/** Also starts from a picture, whose shape it then keeps. */
export const fluxDev: Model = {
  owner,
  name: 'flux-dev',
  description: 'A 12 billion parameter rectified flow transformer that makes images from text',
  official: true,
  version: '6e4a938f85952bdabcc15aa329178c4d681c52bf25a0342403287dc26944661d',
  pace: 1.2,
  document: fluxDevDocument,
  plan: (read) => {
    const pixels = read.text('megapixels') === '0.25' ? MEGAPIXEL / 4 : MEGAPIXEL;
    return {
      ...basicPlan(read),
      ...fluxSize(read.text('aspect_ratio'), read.text('megapixels')),
      ...sourcesPlan(read.texts('image'), 'start', { shape_of_source: { pixels } }),
    };
  },
};

/** Any size in multiples of 32, and a picture to take after. */
export const flux11Pro: Model = {
  owner,
  name: 'flux-1.1-pro',
  description:
    'Faster, better FLUX Pro. Text-to-image model with excellent image quality, prompt adherence, and output diversity.',
  official: true,
  version: versionId('black-forest-labs/flux-1.1-pro'),
  pace: 1,
  document: flux11ProDocument,
  plan: (read) => ({
    ...basicPlan(read),
    ...(read.text('aspect_ratio') === 'custom'
      ? sizeOfSides(read.number('width', 1024), read.number('height', 1024), 32)
      : fluxSize(read.text('aspect_ratio'))),
    ...sourcesPlan(read.texts('image_prompt'), 'reference'),
  }),
};

/** Changes a picture by the words of an instruction. */
export const fluxKontextPro: Model = {
  owner,
  name: 'flux-kontext-pro',
  description:
    'A state-of-the-art text-based image editing model that delivers high-quality outputs with excellent prompt following and consistent results for transforming images through natural language',
  official: true,
  version: '897a70f5a7dbd8a0611413b3b98cf417b45f266bd595c571a22947619d9ae462',
  pace: 1,
  document: fluxKontextProDocument,
  plan: (read) => {
    const matches = read.text('aspect_ratio') === 'match_input_image';
    return {
      ...basicPlan(read),
      ...sizeOfRatio(read.text('aspect_ratio')),
      ...sourcesPlan(
        read.texts('input_image'),
        'edit',
        matches ? { shape_of_source: { pixels: MEGAPIXEL } } : {},
      ),
    };
  },
};
