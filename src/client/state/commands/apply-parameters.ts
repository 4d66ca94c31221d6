import type { Model } from '../../../protocol/model.ts';
import { chosenModel, type Draft } from '../draft.ts';
import { defaultSize, sizeFor } from '../draft-size.ts';
import type { StyleChoice } from '../styles/style-choice.ts';
import { nearestWord } from './nearest-word.ts';
import { modelNamed, parameterNamed, parametersOf, shortId, type Parameter } from './parameters.ts';
import { readParameters, wordsFrom, type TypedParameter } from './read-parameters.ts';
import { setParameter, sides, switchOf } from './set-parameter.ts';

/** What a command asks for: the words, and a draft with the parameters in it; or why not. */
export type Applied = { ok: true; prompt: string; draft: Draft } | { ok: false; words: string };

/** A parameter with the value that was written for it. */
interface Given {
  parameter: Parameter;
  value: string;
}

const no = (words: string) => ({ ok: false, words }) as const;

/**
 * Puts the parameters that follow a command into a draft. Nothing that was written is left out: what
 * is no parameter here is refused, and every other word belongs to the prompt.
 */
export function applyParameters(
  text: string,
  draft: Draft,
  models: readonly Model[],
  styles: readonly StyleChoice[] = [],
): Applied {
  const typed = readParameters(text);
  const wanted = wantedModel(typed.parameters, draft, models);
  if (!wanted.ok) return wanted;
  const { model } = wanted;
  const known = parametersOf(model, models, styles);
  const prompt = [typed.before];
  const given: Given[] = [];
  for (const one of typed.parameters) {
    const parameter = parameterNamed(one.name, known);
    if (!parameter) return no(unknownWords(one, known, model));
    const { value, used } = valueOf(one, parameter, text);
    prompt.push(wordsFrom(text, one, used));
    if (value === '') {
      return no(`--${one.name} needs a value, such as --${one.name} ${parameter.example}`);
    }
    const before = given.find((other) => other.parameter === parameter);
    if (!before) given.push({ parameter, value });
    else if (parameter.sets === 'leave_out' || parameter.sets === 'style')
      before.value += `, ${value}`;
    else return no(`--${parameter.name} is there twice.`);
  }
  let next = withModel(draft, model, models);
  for (const { parameter, value } of given) {
    const set = setParameter(parameter, value, next, model);
    if (typeof set === 'string') return no(set);
    next = { ...next, ...set };
  }
  return {
    ok: true,
    prompt: prompt.filter(Boolean).join(' '),
    draft: withSide(next, given, model),
  };
}

/** Which model it is for: what else can be said depends on it. */
function wantedModel(
  parameters: readonly TypedParameter[],
  draft: Draft,
  models: readonly Model[],
): { ok: true; model: Model | undefined } | { ok: false; words: string } {
  const chosen = chosenModel(draft, models);
  const asked = parameters.find(
    ({ name }) => parameterNamed(name, parametersOf(undefined, [], []))?.sets === 'model',
  );
  const word = asked && (asked.inline ?? asked.words[0]?.text);
  if (!word) return { ok: true, model: chosen };
  const model = modelNamed(word, models);
  if (model) return { ok: true, model };
  const near = nearestWord(word, models.map(shortId));
  const offered = near ?? models.map(shortId).join(', ');
  const ask = near ? `Did you mean ${near}?` : `There are ${offered}.`;
  return no(`This room offers no model ${word}. ${ask}`);
}

/** What was written for a parameter, and how many of the words after it that takes. */
function valueOf(
  { inline, words }: TypedParameter,
  { takes }: Parameter,
  text: string,
): { value: string; used: number } {
  if (inline !== null) return { value: inline.trim(), used: 0 };
  const [first] = words;
  if (takes === 'switch') {
    return first && switchOf(first.text) !== null
      ? { value: first.text, used: 1 }
      : { value: 'on', used: 0 };
  }
  if (!first) return { value: '', used: 0 };
  // Between quotes it is as long as the quotes say.
  const isQuoted = text.slice(first.from, first.to) !== first.text;
  if (takes === 'one' || isQuoted) return { value: first.text.trim(), used: 1 };
  return { value: words.map((word) => word.text).join(' '), used: words.length };
}

function unknownWords(
  { name, longDash }: TypedParameter,
  known: readonly Parameter[],
  model: Model | undefined,
): string {
  const near = nearestWord(
    name,
    known.flatMap((one) => [one.name, ...one.aliases]),
  );
  const usual = known.filter(({ sets }) => sets !== 'control').map((one) => `--${one.name}`);
  const hint = near
    ? `Did you mean --${near}?`
    : `There are ${usual.join(', ')} and the model’s own.`;
  const dash = longDash ? ' If it is only a dash, put a space behind it.' : '';
  return `${model?.name ?? 'This room'} has no --${name}. ${hint}${dash}`;
}

/** A draft for a model; a size that was chosen for another one as near as this one gets to it. */
function withModel(draft: Draft, model: Model | undefined, models: readonly Model[]): Draft {
  const before = chosenModel(draft, models);
  if (!model || before?.id === model.id) return draft;
  const isTyped = draft.width !== '' || draft.height !== '';
  if (!isTyped) return { ...draft, model: model.id, shape: '' };
  const usual = defaultSize(before);
  const width = Number(draft.width || usual.width);
  const height = Number(draft.height || usual.height);
  return { ...draft, model: model.id, ...sides(sizeFor(model, { width, height })) };
}

/** Of a width alone the height stays as it was, and the other way round. */
function withSide(draft: Draft, given: readonly Given[], model: Model | undefined): Draft {
  const alone = given.some(({ parameter: { sets } }) => sets === 'width' || sets === 'height');
  if (!alone) return draft;
  const usual = defaultSize(model);
  const width = draft.width || String(usual.width);
  const height = draft.height || String(usual.height);
  return { ...draft, width, height, shape: '' };
}
