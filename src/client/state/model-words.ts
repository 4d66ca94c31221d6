import type { Model } from '../../protocol/model.ts';
import { priceInWords } from './price-words.ts';
import { aboutDuration } from './words.ts';

/** What one picture costs, such as "$0.003"; in words where nobody knows. */
export function priceOf(model: Model): string {
  return model.price === null ? 'price not known' : priceInWords(model.price);
}

/** What it costs to make so many pictures, as it stands beside the button that makes them. */
export function costInWords(model: Model | undefined, count: number): string {
  if (!model) return '';
  return model.price === null ? 'price not known' : `about ${priceInWords(model.price * count)}`;
}

/** How long a model usually takes, such as "about 4 s"; empty without a measure. */
export function usualTime({ usual_ms }: Model): string {
  return usual_ms === null ? '' : aboutDuration(usual_ms);
}

/** "1 picture", "3 pictures". */
export function picturesInWords(count: number): string {
  return `${count} ${count === 1 ? 'picture' : 'pictures'}`;
}

/** How many pictures a model starts from, beside the field for them. */
export function startNote({ images: { max, required } }: Model): string {
  const most = max === 1 ? '' : `up to ${max}`;
  return required ? most : [most, 'optional'].filter(Boolean).join(', ');
}
