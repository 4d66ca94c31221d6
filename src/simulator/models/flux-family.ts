import { inputReader } from './input-reader.ts';
import type { InputField, ModelInput, OutputFormat, Plan } from './model.ts';

/** Pixels at one megapixel for each aspect ratio, as the flux models on Replicate answer them. */
const SIZES: Record<string, readonly [number, number]> = {
  '1:1': [1024, 1024],
  '16:9': [1344, 768],
  '21:9': [1536, 640],
  '3:2': [1216, 832],
  '2:3': [832, 1216],
  '4:5': [896, 1088],
  '5:4': [1088, 896],
  '3:4': [896, 1152],
  '4:3': [1152, 896],
  '9:16': [768, 1344],
  '9:21': [640, 1536],
};

export const promptField: InputField = {
  name: 'prompt',
  type: 'string',
  description: 'Prompt for generated image',
  required: true,
};

export const aspectRatioField: InputField = {
  name: 'aspect_ratio',
  type: 'string',
  description: 'Aspect ratio for the generated image',
  default: '1:1',
  enum: Object.keys(SIZES),
};

export const numOutputsField: InputField = {
  name: 'num_outputs',
  type: 'integer',
  description: 'Number of outputs to generate',
  default: 1,
  minimum: 1,
  maximum: 4,
};

/** The fields that every flux model ends with, in Replicate's order. */
export const closingFields: readonly InputField[] = [
  {
    name: 'seed',
    type: 'integer',
    description: 'Random seed. Set for reproducible generation',
  },
  {
    name: 'output_format',
    type: 'string',
    description: 'Format of the output images',
    default: 'webp',
    enum: ['webp', 'jpg', 'png'],
  },
  {
    name: 'output_quality',
    type: 'integer',
    description:
      'Quality when saving the output images, from 0 to 100. 100 is best quality, 0 is lowest quality. Not relevant for .png outputs',
    default: 80,
    minimum: 0,
    maximum: 100,
  },
  {
    name: 'disable_safety_checker',
    type: 'boolean',
    description: 'Disable safety checker for generated images.',
    default: false,
  },
  {
    name: 'go_fast',
    type: 'boolean',
    description: 'Run faster predictions with model optimized for speed',
    default: true,
  },
  {
    name: 'megapixels',
    type: 'string',
    description: 'Approximate number of megapixels for generated image',
    default: '1',
    enum: ['1', '0.25'],
  },
];

/**
 * What a flux model makes of its input.
 * @param input validated input
 * @param defaultSteps the model's own number of denoising steps
 */
export function planFlux(input: ModelInput, defaultSteps: number): Plan {
  const read = inputReader(input);
  const [width, height] = SIZES[read.text('aspect_ratio', '1:1')] ?? [1024, 1024];
  // A quarter of the pixels is half of each side.
  const scale = read.text('megapixels', '1') === '0.25' ? 0.5 : 1;
  const seed = read.optionalNumber('seed');
  const image = read.optionalText('image');
  return {
    prompt: read.text('prompt', ''),
    negative_prompt: '',
    width: width * scale,
    height: height * scale,
    outputs: read.number('num_outputs', 1),
    format: formatOf(read.text('output_format', 'webp')),
    quality: read.number('output_quality', 80),
    steps: read.number('num_inference_steps', defaultSteps),
    prompt_strength: read.number('prompt_strength', 0.8),
    ...(seed === undefined ? {} : { seed }),
    ...(image === undefined ? {} : { image }),
  };
}

function formatOf(name: string): OutputFormat {
  return name === 'png' || name === 'jpg' ? name : 'webp';
}
