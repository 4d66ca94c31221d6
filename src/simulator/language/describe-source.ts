import type { Store } from '../store.ts';
import { describeColours, describePainting } from './describe-picture.ts';
import { lookOf, sameLook } from './look.ts';

/**
 * Says what is in a picture. One that was painted here is known again, in another size or format
 * too, and described by what it was painted from.
 */
export async function describeSource(bytes: Uint8Array, store: Store): Promise<string> {
  const found = sameLook(await lookOf(bytes), store.looks());
  const record = found && store.find(found.prediction_id);
  if (!found || !record || record.plan.prompt.trim() === '') return describeColours(bytes);
  const { prompt, negative_prompt, seed, width, height } = record.plan;
  const order = { prompt, negative_prompt, seed: seed + found.picture, width, height };
  return describePainting(order);
}
