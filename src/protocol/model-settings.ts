import type { ImageSettings } from './image-request.ts';
import { modelOptionsSchema } from './model-options.ts';
import type { Model, SideRange } from './model.ts';

/** What has to change: the path of the field, and a sentence for the person. */
export type SettingsProblem = { path: string[]; message: string };

/** Everything of a request that this model cannot take, each in a sentence. */
export function settingsProblems(settings: ImageSettings, model: Model): SettingsProblem[] {
  const options = modelOptionsSchema(model.controls).safeParse(settings.options);
  const wrong = options.success
    ? []
    : options.error.issues.map(({ path, message }) => ({
        path: ['options', ...path.map(String)],
        message,
      }));
  return [...wordProblems(settings, model), ...sizeProblems(settings, model), ...wrong].concat(
    imageProblems(settings, model),
  );
}

function wordProblems({ prompt, negative_prompt, seed }: ImageSettings, model: Model) {
  const { name } = model;
  const problems: SettingsProblem[] = [];
  if (prompt === '' && model.prompt === 'required') {
    problems.push({ path: ['prompt'], message: 'Describe the picture.' });
  }
  if (prompt !== '' && model.prompt === 'none') {
    const message = `${name} takes no words. Leave the prompt empty.`;
    problems.push({ path: ['prompt'], message });
  }
  if (negative_prompt !== '' && !model.takes_negative_prompt) {
    const message = `${name} takes no negative prompt. Leave it empty or choose another model.`;
    problems.push({ path: ['negative_prompt'], message });
  }
  if (seed !== undefined && !model.takes_seed) {
    const message = `${name} takes no seed. Leave it empty or choose another model.`;
    problems.push({ path: ['seed'], message });
  }
  return problems;
}

function sizeProblems({ width, height, shape }: ImageSettings, model: Model): SettingsProblem[] {
  if (shape !== undefined && model.size !== 'none') {
    const known = model.shapes.map(({ ratio }) => ratio);
    if (shape === model.match_shape || known.includes(shape)) return [];
    const message = `${model.name} does not have that shape. Choose one of: ${known.join(', ')}.`;
    return [{ path: ['shape'], message }];
  }
  if (model.size !== 'exact' || !model.sides) return [];
  return [
    ...sideProblems('width', width, model.sides),
    ...sideProblems('height', height, model.sides),
  ];
}

/** What is wrong with a typed side; `undefined` is one that was not typed. */
export function sideProblems(
  field: 'width' | 'height',
  pixels: number | undefined,
  { min, max, step }: SideRange,
): SettingsProblem[] {
  if (pixels === undefined) return [];
  const what = field === 'width' ? 'Width' : 'Height';
  if (pixels < min || pixels > max) {
    return [{ path: [field], message: `${what} is from ${min} to ${max}.` }];
  }
  return pixels % step === 0
    ? []
    : [{ path: [field], message: `${what} goes in steps of ${step}.` }];
}

function imageProblems({ images, mask }: ImageSettings, model: Model): SettingsProblem[] {
  const { name } = model;
  const { max, required } = model.images;
  if (images.length > max) {
    const words = max === 0 ? 'starts from no picture' : `starts from ${max} at the most`;
    const message = `${name} ${words}. Take some away or choose another model.`;
    return [{ path: ['images'], message }];
  }
  if (required && images.length === 0) {
    return [{ path: ['images'], message: `${name} starts from a picture. Add one.` }];
  }
  if (mask !== null && (!model.takes_mask || images.length === 0)) {
    const message = `${name} cannot keep a part of a picture as it is. Take the mask away.`;
    return [{ path: ['mask'], message }];
  }
  return [];
}
