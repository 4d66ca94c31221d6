import realEsrganDocument from '../../domain/models/schemas/nightmareai--real-esrgan.json' with { type: 'json' };
import type { Model } from './model.ts';
import { basicPlan, sourcesPlan } from './plan.ts';

/** A community model that makes a picture larger; it takes no words. */
export const realEsrgan: Model = {
  owner: 'nightmareai',
  name: 'real-esrgan',
  description: 'Real-ESRGAN with optional face correction and adjustable upscale',
  official: false,
  version: '42fed1c4974146d4d2414e2be2c5277c7fcf05fcc3a73abf41610695738c1d7b',
  pace: 0.3,
  document: realEsrganDocument,
  plan: (read) => ({
    ...basicPlan(read, 4),
    format: 'png',
    ...sourcesPlan(read.texts('image'), 'upscale', {
      shape_of_source: { factor: read.number('scale', 4) },
    }),
  }),
};
