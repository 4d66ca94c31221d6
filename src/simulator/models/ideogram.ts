import ideogramV3TurboDocument from '../../domain/models/schemas/ideogram-ai--ideogram-v3-turbo.json' with { type: 'json' };
import type { Model } from './model.ts';
import { basicPlan, sourcesPlan } from './plan.ts';
import { readSize, sizeOfRatio } from './sizes.ts';

/** A shape or one of many sizes, pictures to take after, and a mask whose black parts are painted. */
export const ideogramV3Turbo: Model = {
  owner: 'ideogram-ai',
  name: 'ideogram-v3-turbo',
  description:
    'Turbo is the fastest and cheapest Ideogram v3. v3 creates images with stunning realism, creative designs, and consistent styles',
  official: true,
  version: 'd9b3748f95c0fe3e71f010f8cc5d80e8f5252acd0e74b1c294ee889eea52a47b',
  pace: 0.8,
  document: ideogramV3TurboDocument,
  plan: (read) => {
    const mask = read.optionalText('mask');
    const repainted =
      mask === undefined
        ? {}
        : sourcesPlan(read.texts('image'), 'start', {
            mask,
            repaint: 'black',
            prompt_strength: 1,
            shape_of_source: { pixels: 1_048_576 },
          });
    return {
      ...basicPlan(read),
      ...(readSize(read.text('resolution')) ?? sizeOfRatio(read.text('aspect_ratio'))),
      format: 'png',
      ...sourcesPlan(read.texts('style_reference_images'), 'reference'),
      ...repainted,
    };
  },
};
