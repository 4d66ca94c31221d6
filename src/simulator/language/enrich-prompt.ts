import { hashText, makeRandom } from '../painting/random.ts';

const LIGHT = [
  'low golden light from the side',
  'soft light under an overcast sky',
  'the last blue light of the day',
  'bright light with clear shadows',
] as const;
const VIEW = [
  'seen from low down',
  'seen from far off with much sky',
  'close up with a blurred background',
  'in the middle of a wide view',
] as const;
const DETAIL = [
  'fine texture everywhere',
  'few and calm colours',
  'small details in the distance',
  'a little haze between near and far',
] as const;

/** A short prompt made rich: every word of it as it stood, then light, view and detail. */
export function enrichPrompt(prompt: string): string {
  const random = makeRandom(hashText(prompt));
  return [prompt.trim(), random.pick(LIGHT), random.pick(VIEW), random.pick(DETAIL)].join(', ');
}
