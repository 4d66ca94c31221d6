import type { Model } from '../../protocol/model.ts';
import { picturesInWords } from './model-words.ts';

const makes: Record<Model['use'], string> = {
  create: 'Makes pictures',
  edit: 'Changes pictures',
  upscale: 'Enlarges pictures',
};

/** What a model does and takes, in two sentences, for somebody who has not used it yet. */
export function takesInWords(model: Model): string {
  const { images, controls } = model;
  const takes = [
    model.prompt === 'none' ? '' : 'words',
    images.max === 0 ? '' : images.max === 1 ? 'a picture' : `up to ${picturesInWords(images.max)}`,
    model.takes_mask ? 'a mask' : '',
    model.takes_negative_prompt ? 'what to leave out' : '',
    model.takes_seed ? 'a seed' : '',
    controls.length === 0
      ? ''
      : `${controls.length} ${controls.length === 1 ? 'setting' : 'settings'} of its own`,
  ].filter(Boolean);
  return `${makes[model.use]}. Takes ${new Intl.ListFormat('en').format(takes)}.`;
}
