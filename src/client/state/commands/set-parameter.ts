import { limits } from '../../../protocol/limits.ts';
import type { Model, ModelControl } from '../../../protocol/model.ts';
import type { OptionValue } from '../../../protocol/options.ts';
import type { Draft } from '../draft.ts';
import { readStyles, styleOf } from '../styles/style-choice.ts';
import { typedOption } from '../typed-option.ts';
import { nearestWord } from './nearest-word.ts';
import type { Parameter } from './parameters.ts';

/** So many choices of a control are named where it has not the one that was asked for. */
const namedChoices = 16;

/**
 * What a parameter changes in a draft.
 *
 * @returns the fields that change, or a sentence that says why the value cannot be taken
 */
export function setParameter(
  parameter: Parameter,
  value: string,
  draft: Draft,
  model: Model | undefined,
): Partial<Draft> | string {
  return setters[parameter.sets](draft, value, model, parameter);
}

/** A size as a draft has it. */
export function sides({ width, height }: { width: number; height: number }) {
  return { width: String(width), height: String(height), shape: '' };
}

/** Whether a word says on or off; `null` where it says neither. */
export function switchOf(word: string): boolean | null {
  const said = word.toLowerCase();
  if (['on', 'true', 'yes', '1'].includes(said)) return true;
  return ['off', 'false', 'no', '0'].includes(said) ? false : null;
}

type Setter = (
  draft: Draft,
  value: string,
  model: Model | undefined,
  parameter: Parameter,
) => Partial<Draft> | string;

const setters: Record<Parameter['sets'], Setter> = {
  model: () => ({}),
  shape: (draft, value, model) => {
    if (!model || model.size === 'none') return `${nameOf(model)} decides the shape by itself.`;
    if (value.toLowerCase() === model.match_shape?.toLowerCase() && draft.images.length > 0) {
      return { shape: model.match_shape, width: '', height: '' };
    }
    const ratio = ratioOf(value);
    const found = model.shapes.find((shape) => {
      const own = ratioOf(shape.ratio) ?? shape.width / shape.height;
      return shape.ratio === value || (ratio !== null && Math.abs(own / ratio - 1) < 0.005);
    });
    const offered = model.shapes.map((shape) => shape.ratio).join(', ');
    return found ? sides(found) : `${model.name} has no shape ${value}. It has ${offered}.`;
  },
  size: (_, value, model) => {
    const [, width = '', height = ''] = /^(\d+)\s*[x×*,]\s*(\d+)$/i.exec(value) ?? [];
    if (width === '') return 'Write a size as --size 768x512.';
    return sized(model, { width, height, shape: '' });
  },
  width: (_, value, model) => sized(model, { width: value, shape: '' }),
  height: (_, value, model) => sized(model, { height: value, shape: '' }),
  seed: (_, value, model) => {
    if (model?.takes_seed === false) return `${model.name} takes no seed.`;
    return { seed: value.toLowerCase() === 'random' ? '' : value };
  },
  leave_out: (_, value, model) => {
    if (model?.takes_negative_prompt === false) {
      return `${model.name} has no --no. Say in the prompt what you want instead, or choose another model.`;
    }
    return { negative_prompt: value };
  },
  style: (draft, value, _, { control, styles }) => {
    if (value.toLowerCase() === 'none') return { styles: [] };
    const own = control ? optionOf(control, value) : null;
    // What the model itself calls a style is meant where it has one of that name.
    if (control && own !== null && typeof own !== 'object') {
      return { options: { ...draft.options, [control.name]: own } };
    }
    const read = readStyles(value, styles);
    return read.ok ? { styles: read.styles.map(styleOf) } : read.words;
  },
  count: (_, value) => {
    const count = /^\d+$/.test(value) ? Number(value) : 0;
    const most = limits.imagesPerRequest;
    return count >= 1 && count <= most ? { count } : `--n is from 1 to ${most}.`;
  },
  control: (draft, value, model, { control }) => {
    if (!control) return {};
    if (control.name === model?.strength && draft.images.length === 0) {
      return `${control.title} says how far to go from a picture, and there is none to start from.`;
    }
    const option = optionOf(control, value);
    if (typeof option !== 'object')
      return { options: { ...draft.options, [control.name]: option } };
    return option.words;
  },
};

function nameOf(model: Model | undefined): string {
  return model?.name ?? 'The model';
}

/** A size in pixels, for a model that takes one. */
function sized(model: Model | undefined, size: Partial<Draft>): Partial<Draft> | string {
  if (!model || model.sides) return size;
  const offered = ({ width, height }: Model['shapes'][number]) =>
    String(width) === size.width && String(height) === size.height;
  if (model.size !== 'none' && model.shapes.some(offered)) return size;
  return model.size === 'none'
    ? `${model.name} decides the size by itself.`
    : `${model.name} decides the pixels by itself. Give it a shape, such as --ar 3:2.`;
}

/** Width by height of "3:2", "16/9" or "4x5"; `null` of anything else. */
function ratioOf(text: string): number | null {
  const [, width, height] = /^(\d+(?:\.\d+)?)[:x×/](\d+(?:\.\d+)?)$/i.exec(text) ?? [];
  const ratio = Number(width) / Number(height);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : null;
}

/** The value of a control that a word stands for, or why there is none. What is a number is checked with the rest. */
function optionOf(control: ModelControl, word: string): OptionValue | { words: string } {
  const { title, type, choices } = control;
  if (type === 'switch') return switchOf(word) ?? { words: `${title} is on or off.` };
  if (type !== 'choice') return typedOption(control, word) ?? word;
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, '');
  const chosen = choices.find((choice) => plain(String(choice)) === plain(word));
  if (chosen !== undefined) return chosen;
  const names = choices.map(String);
  const near = nearestWord(word, names);
  if (near) return { words: `${title} has no ${word}. Did you mean ${near}?` };
  const more = names.length > namedChoices ? ' and others' : '';
  return {
    words: `${title} has no ${word}. It has ${names.slice(0, namedChoices).join(', ')}${more}.`,
  };
}
