import type { Model, ModelControl } from '../../protocol/model.ts';
import type { OptionValue } from '../../protocol/options.ts';

/** The controls of a model in its own order; how far from the picture, only where there is one. */
export function controlsOf(model: Model, hasImages: boolean): ModelControl[] {
  return model.controls.filter(({ name }) => name !== model.strength || hasImages);
}

/** Whether a control is a number of any kind. */
export function isNumeric({ type }: ModelControl): boolean {
  return type === 'integer' || type === 'number';
}

/**
 * What a draft keeps of what was typed into a control; `null` for nothing, which is as usual. A
 * number that would read differently than it was typed stays as typed: "1." on the way to "1.5".
 */
export function typedOption(control: ModelControl, typed: string): OptionValue | null {
  if (typed.trim() === '') return null;
  if (!isNumeric(control)) return typed;
  const number = numberOf(typed);
  return number !== null && String(number) === typed ? number : typed;
}

/** The value that is asked for; what cannot be read stays, so that the model's schema says why. */
export function askedOption(control: ModelControl, kept: OptionValue): OptionValue {
  if (typeof kept !== 'string' || !isNumeric(control)) return kept;
  return numberOf(kept) ?? kept;
}

/** The choice that is called so, with its own type. */
export function chosenOption({ choices }: ModelControl, word: string): OptionValue | null {
  return choices.find((choice) => String(choice) === word) ?? null;
}

/** Half of the world writes a comma where the other half writes a point. */
function numberOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}
