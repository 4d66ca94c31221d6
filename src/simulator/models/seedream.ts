import seedream4Document from '../../domain/models/schemas/bytedance--seedream-4.json' with { type: 'json' };
import type { InputReader } from './input-reader.ts';
import type { Model } from './model.ts';
import { basicPlan, sourcesPlan } from './plan.ts';
import { sizeOfRatio, sizeOfSides } from './sizes.ts';
import { versionId } from './version-id.ts';

/** "Total images (input + generated) cannot exceed 15." */
const MOST_IMAGES = 15;

/** Up to 4096 by 4096, up to ten pictures in and fifteen out; no seed. */
export const seedream4: Model = {
  owner: 'bytedance',
  name: 'seedream-4',
  description:
    'Unified text-to-image generation and precise single-sentence editing at up to 4K resolution',
  official: true,
  version: versionId('bytedance/seedream-4'),
  pace: 1.5,
  document: seedream4Document,
  plan: (read) => {
    const sources = read.texts('image_input');
    const several = read.text('sequential_image_generation') === 'auto';
    const most = Math.max(1, MOST_IMAGES - sources.length);
    const isCustom = read.text('size') === 'custom';
    const matches = !isCustom && read.text('aspect_ratio') === 'match_input_image';
    return {
      ...basicPlan(read),
      ...(isCustom
        ? sizeOfSides(read.number('width', 2048), read.number('height', 2048))
        : sizeOfRatio(read.text('aspect_ratio'), pixelsOf(read))),
      format: 'jpg',
      outputs: several ? Math.min(read.number('max_images', 1), most) : 1,
      ...sourcesPlan(
        sources,
        'edit',
        matches ? { shape_of_source: { pixels: pixelsOf(read) } } : {},
      ),
    };
  },
};

function pixelsOf(read: InputReader): number {
  const thousands = Number(/^([124])K$/.exec(read.text('size'))?.[1] ?? 2);
  return (thousands * 1024) ** 2;
}
