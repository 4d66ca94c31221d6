import { inputReader } from './input-reader.ts';
import type { Model } from './model.ts';

/** stability-ai/sdxl, a community model: any width and height, a negative prompt, always PNG. */
export const sdxl: Model = {
  owner: 'stability-ai',
  name: 'sdxl',
  description: 'A text-to-image generative AI model that creates beautiful images',
  official: false,
  version: '39ed52f2a78e934b3ba6e2a89f5b1c712de7dfea535525255b1aa35c5565e08b',
  pace: 1,
  fields: [
    {
      name: 'prompt',
      type: 'string',
      description: 'Input prompt',
      default: 'An astronaut riding a rainbow unicorn',
    },
    {
      name: 'negative_prompt',
      type: 'string',
      description: 'Input Negative Prompt',
      default: '',
    },
    {
      name: 'image',
      type: 'string',
      format: 'uri',
      nullable: true,
      description: 'Input image for img2img or inpaint mode',
    },
    {
      name: 'mask',
      type: 'string',
      format: 'uri',
      nullable: true,
      description:
        'Input mask for inpaint mode. Black areas will be preserved, white areas will be inpainted.',
    },
    {
      name: 'width',
      type: 'integer',
      description: 'Width of output image',
      default: 1024,
      minimum: 256,
      maximum: 1440,
    },
    {
      name: 'height',
      type: 'integer',
      description: 'Height of output image',
      default: 1024,
      minimum: 256,
      maximum: 1440,
    },
    {
      name: 'num_outputs',
      type: 'integer',
      description: 'Number of images to output.',
      default: 1,
      minimum: 1,
      maximum: 4,
    },
    {
      name: 'scheduler',
      type: 'string',
      description: 'scheduler',
      default: 'K_EULER',
      enum: [
        'DDIM',
        'DPMSolverMultistep',
        'HeunDiscrete',
        'KarrasDPM',
        'K_EULER_ANCESTRAL',
        'K_EULER',
        'PNDM',
      ],
    },
    {
      name: 'num_inference_steps',
      type: 'integer',
      description: 'Number of denoising steps',
      default: 50,
      minimum: 1,
      maximum: 500,
    },
    {
      name: 'guidance_scale',
      type: 'number',
      description: 'Scale for classifier-free guidance',
      default: 7.5,
      minimum: 1,
      maximum: 50,
    },
    {
      name: 'prompt_strength',
      type: 'number',
      description:
        'Prompt strength when using img2img / inpaint. 1.0 corresponds to full destruction of information in image',
      default: 0.8,
      minimum: 0,
      maximum: 1,
    },
    {
      name: 'seed',
      type: 'integer',
      nullable: true,
      description: 'Random seed. Leave blank to randomize the seed',
    },
    {
      name: 'refine',
      type: 'string',
      description: 'Which refine style to use',
      default: 'no_refiner',
      enum: ['no_refiner', 'expert_ensemble_refiner', 'base_image_refiner'],
    },
    {
      name: 'apply_watermark',
      type: 'boolean',
      description: 'Applies a watermark to enable determining if an image is generated',
      default: true,
    },
    {
      name: 'disable_safety_checker',
      type: 'boolean',
      description: 'Disable safety checker for generated images.',
      default: false,
    },
  ],
  plan(input) {
    const read = inputReader(input);
    const seed = read.optionalNumber('seed');
    const image = read.optionalText('image');
    return {
      prompt: read.text('prompt', 'An astronaut riding a rainbow unicorn'),
      negative_prompt: read.text('negative_prompt', ''),
      width: read.number('width', 1024),
      height: read.number('height', 1024),
      outputs: read.number('num_outputs', 1),
      format: 'png',
      quality: 100,
      steps: read.number('num_inference_steps', 50),
      prompt_strength: read.number('prompt_strength', 0.8),
      ...(seed === undefined ? {} : { seed }),
      ...(image === undefined ? {} : { image }),
    };
  },
};
