import {
  aspectRatioField,
  closingFields,
  numOutputsField,
  planFlux,
  promptField,
} from './flux-family.ts';
import type { Model } from './model.ts';

/** black-forest-labs/flux-dev, an official model that also starts from a picture. */
export const fluxDev: Model = {
  owner: 'black-forest-labs',
  name: 'flux-dev',
  description: 'A 12 billion parameter rectified flow transformer that makes images from text',
  official: true,
  version: '6e4a938f85952bdabcc15aa329178c4d681c52bf25a0342403287dc26944661d',
  pace: 1.2,
  fields: [
    promptField,
    aspectRatioField,
    {
      name: 'image',
      type: 'string',
      format: 'uri',
      nullable: true,
      description:
        'Input image for image to image mode. The aspect ratio of your output will match this image',
    },
    {
      name: 'prompt_strength',
      type: 'number',
      description:
        'Prompt strength when using img2img. 1.0 corresponds to full destruction of information in image',
      default: 0.8,
      minimum: 0,
      maximum: 1,
    },
    numOutputsField,
    {
      name: 'num_inference_steps',
      type: 'integer',
      description: 'Number of denoising steps. Recommended range is 28-50',
      default: 28,
      minimum: 1,
      maximum: 50,
    },
    {
      name: 'guidance',
      type: 'number',
      description: 'Guidance for generated image',
      default: 3,
      minimum: 0,
      maximum: 10,
    },
    ...closingFields,
  ],
  plan: (input) => planFlux(input, 28),
};
