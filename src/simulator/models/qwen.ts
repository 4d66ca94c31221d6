import qwenImageDocument from '../../domain/models/schemas/qwen--qwen-image.json' with { type: 'json' };
import type { Model } from './model.ts';
import { basicPlan, sourcesPlan } from './plan.ts';
import { sizeOfRatio } from './sizes.ts';

const MEGAPIXEL = 1_048_576;
/** 1328 by 1328, as the model's own card has it. */
const QUALITY_PIXELS = 1_763_584;

/** Many settings in one model: a negative prompt, a picture to start from, two sizes, lists of numbers. */
export const qwenImage: Model = {
  owner: 'qwen',
  name: 'qwen-image',
  description:
    'An image generation foundation model in the Qwen series that achieves significant advances in complex text rendering.',
  official: true,
  version: '0bba9e70f78437359725e0989ead45ca8b09e6c12a070dfe9a09e6856b43a44d',
  pace: 0.9,
  document: qwenImageDocument,
  plan: (read) => {
    const pixels = read.text('image_size') === 'optimize_for_speed' ? MEGAPIXEL : QUALITY_PIXELS;
    return {
      ...basicPlan(read),
      ...sizeOfRatio(read.text('aspect_ratio'), pixels),
      prompt_strength: read.number('strength', 0.9),
      ...sourcesPlan(read.texts('image'), 'start', { shape_of_source: { pixels } }),
    };
  },
};
