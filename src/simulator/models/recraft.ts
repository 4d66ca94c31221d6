import recraftV3Document from '../../domain/models/schemas/recraft-ai--recraft-v3.json' with { type: 'json' };
import type { Model } from './model.ts';
import { basicPlan } from './plan.ts';
import { readSize, sizeOfRatio } from './sizes.ts';
import { versionId } from './version-id.ts';

/** One of fifteen sizes, or a shape that goes before them; no seed. */
export const recraftV3: Model = {
  owner: 'recraft-ai',
  name: 'recraft-v3',
  description:
    'Recraft V3 (code-named red_panda) is a text-to-image model with the ability to generate long texts, and images in a wide list of styles.',
  official: true,
  version: versionId('recraft-ai/recraft-v3'),
  pace: 0.9,
  document: recraftV3Document,
  plan: (read) => {
    const ratio = read.text('aspect_ratio');
    const size = ratio === 'Not set' ? readSize(read.text('size')) : undefined;
    return {
      ...basicPlan(read),
      // The style is words to the painter.
      prompt: `${read.text('prompt')} ${read.text('style').replaceAll(/[/_]/g, ' ')}`,
      ...(size ?? sizeOfRatio(ratio)),
    };
  },
};
