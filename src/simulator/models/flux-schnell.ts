import {
  aspectRatioField,
  closingFields,
  numOutputsField,
  planFlux,
  promptField,
} from './flux-family.ts';
import type { Model } from './model.ts';

/** black-forest-labs/flux-schnell, an official model: four steps, quick. */
export const fluxSchnell: Model = {
  owner: 'black-forest-labs',
  name: 'flux-schnell',
  description: 'The fastest image generation model tailored for local development and personal use',
  official: true,
  version: 'c846a69991daf4c0e5d016514849d14ee5b2e6846ce6b9d6f21369e564cfe51e',
  pace: 0.4,
  fields: [
    promptField,
    aspectRatioField,
    numOutputsField,
    {
      name: 'num_inference_steps',
      type: 'integer',
      description:
        'Number of denoising steps. 4 is recommended, and lower number of steps produce lower quality outputs, faster.',
      default: 4,
      minimum: 1,
      maximum: 4,
    },
    ...closingFields,
  ],
  plan: (input) => planFlux(input, 4),
};
