import { wordsOf } from '../../protocol/compose-prompt.ts';
import { isFollowUp } from '../../protocol/follow-up.ts';
import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { chosenStylesOf, inheritedKey } from './chosen-styles.ts';
import type { Draft, DraftImage } from './draft.ts';
import { draftImage } from './draft-images.ts';
import { typedSize } from './draft-size.ts';
import { strengthOf } from './move-settings.ts';
import { sizeOfImage } from './settings-of-image.ts';

/** How far a follow-up goes from its picture, where the model has no usual way: far enough for a night. */
const usualShare = 0.65;

/**
 * The image that a prompt goes on from: the one that was chosen for it, or else, where its words say
 * that it goes on, the last one.
 *
 * @param last the last image of the room; `null` where there is none
 */
export function followedImage(
  { parent, as_new }: Pick<Draft, 'parent' | 'as_new'>,
  prompt: string,
  last: ImageRow | null,
): ImageRow | null {
  if (parent?.kind === 'follow_up') return parent.row ?? null;
  return parent === null && !as_new && isFollowUp(prompt) ? last : null;
}

/**
 * What holds for the words of a draft as they stand now: those that go on from nothing go on from no
 * image because of them, and need not be said to be a prompt of their own.
 */
export function followingWords({
  prompt,
  as_new,
  parent,
}: Pick<Draft, 'prompt' | 'as_new' | 'parent'>): Pick<Draft, 'as_new' | 'parent'> {
  if (isFollowUp(prompt)) return { as_new, parent };
  return { as_new: false, parent: parent?.by_words ? null : parent };
}

/**
 * A draft that goes on from an image: what was not chosen for it is as it was for that, and it starts
 * from the image itself where the model takes one. The words of before are put in by the room.
 */
export function followUpDraft(draft: Draft, image: ImageRow, model: Model | undefined): Draft {
  const images = startsFrom(draft, image, model);
  const isStart = images.some(({ id }) => id === image.id);
  const { negative_prompt, seed } = draft;
  const parent = draft.parent ?? { id: image.id, kind: 'follow_up', thumbnail: '', author: '' };
  return {
    ...draft,
    ...sizeFrom(draft, image, model, isStart),
    parent,
    images,
    seed: seed.trim() === '' && image.seed !== null ? String(image.seed) : seed,
    negative_prompt: negative_prompt.trim() === '' ? image.negative_prompt : negative_prompt,
    options: optionsFrom(draft, image, model, isStart),
    styles: stylesFrom(draft, image),
  };
}

/** What was chosen to start from stays; the image goes first where there is still a place for it. */
function startsFrom(draft: Draft, image: ImageRow, model: Model | undefined): DraftImage[] {
  const { images, mask } = draft;
  const most = model && model.use !== 'upscale' ? model.images.max : 0;
  const isThere = images.some(({ id }) => id === image.id);
  if (isThere || images.length >= most || (mask !== null && images.length > 0)) return images;
  return [draftImage(image), ...images];
}

/** The size of the image, as far as no other was chosen; from the image itself the model takes its shape. */
function sizeFrom(
  { width, height, shape }: Draft,
  image: ImageRow,
  model: Model | undefined,
  isStart: boolean,
): Pick<Draft, 'width' | 'height' | 'shape'> {
  const matches = isStart && typeof model?.match_shape === 'string' && width + height === '';
  if (matches || shape !== '' || image.kind === 'upload') return { width, height, shape };
  const own = model?.id === image.model ? model : undefined;
  const before = typedSize(sizeOfImage(image, own, model), model);
  if (width + height === '') return before;
  return { width: width || before.width, height: height || before.height, shape: '' };
}

/** The same model is told the same again, but for how far to go: that was meant for another image. */
function optionsFrom(
  { options }: Draft,
  image: ImageRow,
  model: Model | undefined,
  isStart: boolean,
): Draft['options'] {
  const before = model?.id === image.model ? { ...image.options } : {};
  const control = model?.controls.find(({ name }) => name === model.strength);
  if (control) delete before[control.name];
  const usual =
    control && isStart && control.default === null
      ? { [control.name]: strengthOf(control, usualShare) }
      : {};
  return { ...before, ...usual, ...options };
}

/** The styles that were chosen for the image, but for those that are left out, then those of the draft. */
function stylesFrom({ styles, without }: Draft, image: ImageRow): Draft['styles'] {
  const chosen = new Set(styles.map(({ text }) => text));
  const before = chosenStylesOf(image).filter(
    (style) => !chosen.has(style.text) && !without.includes(inheritedKey(style)),
  );
  return [...before, ...styles].slice(0, limits.stylesPerRequest);
}

/**
 * What a follow-up starts from, in words: "Same prompt and seed 7, and the picture itself".
 *
 * @param draft as `followUpDraft` made it
 */
export function followUpWords(followed: ImageRow, draft: Draft, model: Model | undefined): string {
  const isStart = draft.images.some(({ id }) => id === followed.id);
  if (wordsOf(followed) === '') return isStart ? 'From the picture itself' : '';
  const hasSeed = model?.takes_seed === true && draft.seed.trim() !== '';
  const isSame = draft.seed === String(followed.seed);
  const seed = hasSeed ? `${isSame ? ' and' : ','} seed ${draft.seed}` : '';
  return `Same prompt${seed}${isStart ? ', and the picture itself' : ''}`;
}
