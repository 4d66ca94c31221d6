import { limits } from '../../../protocol/limits.ts';
import type { Model, ModelControl } from '../../../protocol/model.ts';
import { boundsOf } from '../control-view.ts';
import { priceOf } from '../model-words.ts';
import type { StyleChoice } from '../styles/style-choice.ts';
import { controlsOf } from '../typed-option.ts';

/** A parameter of `/imagine` and `/edit`, for one model. */
export interface Parameter {
  /** As it is shown: `ar` of `--ar`. */
  name: string;
  /** What else it may be called. */
  aliases: readonly string[];
  sets:
    | 'shape'
    | 'size'
    | 'width'
    | 'height'
    | 'seed'
    | 'leave_out'
    | 'style'
    | 'count'
    | 'model'
    | 'control';
  /** `one` word or quoted words, all words up to the next parameter, or on and off, which may be missing. */
  takes: 'one' | 'all' | 'switch';
  about: string;
  example: string;
  values: readonly { value: string; about: string }[];
  /** The model's own control of it; of `--style` one that goes by the same name. */
  control: ModelControl | null;
  /** Of `--style`: what it may name. */
  styles: readonly StyleChoice[];
}

type Said = Pick<Parameter, 'name' | 'sets' | 'about' | 'example'> & Partial<Parameter>;

/** What people know some controls by, from other tools. */
const otherNames: Record<string, readonly string[]> = {
  num_inference_steps: ['steps'],
  guidance_scale: ['cfg', 'cfg-scale', 'guidance'],
  guidance: ['cfg', 'cfg-scale', 'guidance-scale'],
  cfg: ['cfg-scale', 'guidance', 'guidance-scale'],
  cfg_scale: ['cfg', 'guidance', 'guidance-scale'],
};

/** Every parameter, those of this model's own controls last. */
export function parametersOf(
  model: Model | undefined,
  models: readonly Model[],
  styles: readonly StyleChoice[],
): Parameter[] {
  const controls = model ? controlsOf(model, true) : [];
  const ownStyle = controls.find(({ name }) => name === 'style') ?? null;
  const all: Said[] = [
    {
      name: 'ar',
      aliases: ['aspect', 'aspect-ratio', 'ratio', 'shape'],
      sets: 'shape',
      about: 'Shape',
      example: '3:2',
      values: (model?.shapes ?? []).map(({ ratio, width, height }) => ({
        value: ratio,
        about: `${width} × ${height}`,
      })),
    },
    { name: 'seed', sets: 'seed', about: 'Seed, or random', example: '7' },
    {
      name: 'no',
      aliases: ['negative', 'negative-prompt', 'neg', 'without'],
      sets: 'leave_out',
      takes: 'all',
      about: 'What to leave out',
      example: 'text, people',
    },
    {
      name: 'style',
      aliases: ['styles'],
      sets: 'style',
      takes: 'all',
      about: 'Styles, with commas between them',
      example: 'noir',
      values: [
        ...styles.map(({ name, about }) => ({ value: name, about })),
        ...(ownStyle?.choices ?? []).map((choice) => ({
          value: String(choice),
          about: `${model?.name ?? ''}’s own`,
        })),
      ],
      control: ownStyle,
      styles,
    },
    {
      name: 'n',
      aliases: ['count', 'num'],
      sets: 'count',
      about: `How many, 1 to ${limits.imagesPerRequest}`,
      example: '4',
      values: Array.from({ length: limits.imagesPerRequest }, (_, index) => ({
        value: String(index + 1),
        about: '',
      })),
    },
    {
      name: 'model',
      aliases: ['m'],
      sets: 'model',
      about: 'Model',
      example: models[0] ? shortId(models[0]) : '',
      values: models.map((one) => ({
        value: shortId(one),
        about: `${one.name}, ${priceOf(one)}`,
      })),
    },
    {
      name: 'size',
      aliases: ['res', 'resolution'],
      sets: 'size',
      about: 'Width and height in pixels',
      example: '768x512',
    },
    { name: 'w', aliases: ['width'], sets: 'width', about: 'Width in pixels', example: '768' },
    { name: 'h', aliases: ['height'], sets: 'height', about: 'Height in pixels', example: '512' },
    ...controls
      .filter((control) => control !== ownStyle)
      .flatMap((control) => (model ? [ofControl(control, model)] : [])),
  ];
  return all.map((said) => ({
    aliases: [],
    takes: 'one',
    values: [],
    control: null,
    styles: [],
    ...said,
  }));
}

function ofControl(control: ModelControl, model: Model): Said {
  const { name, title, type, choices } = control;
  const values = type === 'switch' ? ['on', 'off'] : type === 'choice' ? choices.map(String) : [];
  return {
    name,
    aliases: [...(otherNames[name] ?? []), ...(name === model.strength ? ['strength', 'iw'] : [])],
    sets: 'control',
    takes: type === 'switch' ? 'switch' : 'one',
    about: [title, boundsOf(control)].filter(Boolean).join(', '),
    example: values[0] ?? String(control.default ?? control.minimum ?? 'value'),
    values: values.map((value) => ({ value, about: '' })),
    control,
  };
}

/** A name without what people write differently: `Num_Steps` is `num-steps`. */
function sameName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** The parameter of a name: its own before what else it is called. */
export function parameterNamed(
  name: string,
  parameters: readonly Parameter[],
): Parameter | undefined {
  const wanted = sameName(name);
  return (
    parameters.find((one) => sameName(one.name) === wanted) ??
    parameters.find(({ aliases }) => aliases.includes(wanted))
  );
}

/** A model's id without its maker, as people write it. */
export function shortId({ id }: Model): string {
  return id.split('/').at(-1) ?? id;
}

/** The model that somebody means, by its id or its name, however they write it. */
export function modelNamed(word: string, models: readonly Model[]): Model | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}/]/gu, '');
  const wanted = plain(word);
  const namesOf = (model: Model) => [model.id, shortId(model), model.name].map(plain);
  const exact = models.find((model) => namesOf(model).includes(wanted));
  if (exact || wanted === '') return exact;
  const begun = models.filter((model) => namesOf(model).some((name) => name.startsWith(wanted)));
  return begun.length === 1 ? begun[0] : undefined;
}
