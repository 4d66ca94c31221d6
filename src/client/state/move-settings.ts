import type { ImageSettings } from '../../protocol/image-request.ts';
import { settingsProblems } from '../../protocol/model-settings.ts';
import type { Model, ModelControl } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { factorOf } from './request-outcome.ts';
import { settingsOfImage } from './settings-of-image.ts';

/** How far a variation goes from the image it starts from, where 1 keeps nothing of it. */
const strengths = { little: 0.35, lot: 0.65 } as const;

export type VaryHow = keyof typeof strengths;

/** What a move asks for; or a sentence that says why it cannot be asked for. */
export type MoveSettings =
  | { ok: true; settings: ImageSettings; model: Model; from: 'image' | 'seed' }
  | { ok: false; reason: string };

const no = (reason: string): MoveSettings => ({ ok: false, reason });

/** Whether a model says how far a result may go from the image that it starts from. */
export function variesImages(model: Model | undefined): boolean {
  return model !== undefined && model.images.max > 0 && model.strength !== null;
}

/**
 * Another image near to this one: from the image itself where its model says how far to go from it,
 * else with the same settings and another seed.
 */
export function varySettings(
  image: ImageRow,
  models: readonly Model[],
  how: VaryHow,
): MoveSettings {
  if (image.kind === 'upload') return no('No model made it. Edit it, or use it as a reference.');
  const model = models.find(({ id }) => id === image.model);
  if (!model) return no('This room does not offer the model that made it any more.');
  const { seed: _own, ...base } = settingsOfImage(image, models);
  const lineage = { kind: 'variation', parent_id: image.id } as const;
  if (variesImages(model)) {
    const control = model.controls.find(({ name }) => name === model.strength);
    const settings = {
      ...base,
      ...lineage,
      images: [{ image_id: image.id }],
      mask: null,
      options: control
        ? { ...base.options, [control.name]: strengthOf(control, strengths[how]) }
        : base.options,
    };
    return checked(settings, model, 'image');
  }
  if (!model.takes_seed) {
    return no(`${model.name} takes neither a seed nor a strength. Run it again instead.`);
  }
  return checked({ ...base, ...lineage }, model, 'seed');
}

/** A share of the way from the image, within the bounds and steps of the model's own control. */
export function strengthOf({ type, minimum, maximum, step }: ModelControl, share: number): number {
  const [low, high] = [minimum ?? 0, maximum ?? 1];
  // Some models count it in per cent.
  const wanted = high > 1 ? low + share * (high - low) : share;
  const unit = step ?? (type === 'integer' ? 1 : 0.01);
  const stepped = Number((Math.round(wanted / unit) * unit).toFixed(4));
  return Math.min(high, Math.max(low, stepped));
}

/** The same image enlarged, by the first model of the room that does it. */
export function upscaleSettings(image: ImageRow, models: readonly Model[]): MoveSettings {
  const model = models.find(({ use, images }) => use === 'upscale' && images.max > 0);
  if (!model) return no('This room offers no model that enlarges pictures.');
  // Said aloud, the room knows how large it will be.
  const factor = factorOf(model);
  const settings: ImageSettings = {
    prompt: model.prompt === 'required' ? image.prompt : '',
    negative_prompt: '',
    model: model.id,
    count: 1,
    options: factor ? { [factor.name]: factor.value } : {},
    images: [{ image_id: image.id }],
    mask: null,
    parent_id: image.id,
    kind: 'upscale',
    // Without words of its own there is nothing that anything would go with.
    context: model.prompt === 'required' ? { image_id: image.id } : 'none',
    without: [],
    styles: [],
    proposal_id: null,
  };
  return checked(settings, model, 'image');
}

/** The same request once more, its seed too. */
export function againSettings(image: ImageRow, models: readonly Model[]): MoveSettings {
  const settings = settingsOfImage(image, models);
  const model = models.find(({ id }) => id === settings.model);
  return model ? checked(settings, model, 'seed') : no('This room offers no model.');
}

/** The model that is to change an image by words; the first that is meant for it goes before. */
export function editModel(image: ImageRow, models: readonly Model[]): Model | undefined {
  const takers = models.filter(({ use, images, prompt }) => {
    return use !== 'upscale' && images.max > 0 && prompt !== 'none';
  });
  const own = takers.find(({ id }) => id === image.model);
  if (own?.use === 'edit') return own;
  return takers.find(({ use }) => use === 'edit') ?? own ?? takers[0];
}

/** The model that is to start from an image as a reference: the chosen one, where it can. */
export function referenceModel(
  chosen: Model | undefined,
  models: readonly Model[],
): Model | undefined {
  if (chosen && chosen.images.max > 0 && chosen.use !== 'upscale') return chosen;
  const takers = models.filter(({ use, images }) => use !== 'upscale' && images.max > 0);
  return takers.find(({ use }) => use === 'create') ?? takers[0];
}

function checked(settings: ImageSettings, model: Model, from: 'image' | 'seed'): MoveSettings {
  const [problem] = settingsProblems(settings, model);
  return problem ? no(problem.message) : { ok: true, settings, model, from };
}
