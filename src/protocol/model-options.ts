import * as z from 'zod/mini';
import type { ModelControl } from './model.ts';
import type { OptionValue } from './options.ts';

/** A schema for the options of a model with these controls: everything may be left out. */
export function modelOptionsSchema(controls: readonly ModelControl[]) {
  const shape: Record<string, z.ZodMiniType<OptionValue | undefined>> = {};
  for (const control of controls) {
    const value = valueSchema(control);
    const needed = control.required && control.default === null;
    shape[control.name] = needed ? value : z.optional(value);
  }
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `This model does not take ${issue.keys.map((key) => `"${key}"`).join(', ')}.`
        : undefined,
  });
}

function valueSchema(control: ModelControl): z.ZodMiniType<OptionValue> {
  const { title, type } = control;
  switch (type) {
    case 'switch':
      return z.boolean(`${title} is on or off.`);
    case 'choice':
      return z
        .union([z.string(), z.number()], choiceWords(control))
        .check(z.refine((value) => control.choices.includes(value), choiceWords(control)));
    case 'text':
      return textSchema(control);
    default:
      return numberSchema(control);
  }
}

function textSchema({ title, required, max_length }: ModelControl): z.ZodMiniType<string> {
  const text = z.string(`${title} is a text.`);
  const filled = required ? text.check(z.minLength(1, `Fill in ${title}.`)) : text;
  if (max_length === null) return filled;
  return filled.check(z.maxLength(max_length, `Keep ${title} to ${max_length} characters.`));
}

function numberSchema(control: ModelControl): z.ZodMiniType<number> {
  const { title, minimum, maximum, step } = control;
  const words = numberWords(control);
  let number = control.type === 'integer' ? z.int(words) : z.number(words);
  if (minimum !== null) number = number.check(z.gte(minimum, words));
  if (maximum !== null) number = number.check(z.lte(maximum, words));
  if (step !== null)
    number = number.check(z.multipleOf(step, `${title} goes in steps of ${step}.`));
  return number;
}

function numberWords({ title, type, minimum, maximum }: ModelControl): string {
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  if (minimum !== null && maximum !== null) return `${title} is from ${minimum} to ${maximum}.`;
  if (minimum !== null) return `${title} is ${kind} from ${minimum} up.`;
  if (maximum !== null) return `${title} is ${kind} up to ${maximum}.`;
  return `${title} is ${kind}.`;
}

function choiceWords({ title, choices }: ModelControl): string {
  return `${title} is one of: ${choices.join(', ')}.`;
}
