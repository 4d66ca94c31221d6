import * as z from 'zod/mini';
import { limits } from './limits.ts';

/** The value of one of a model's own controls. */
export const optionValueSchema = z.union([
  z.string().check(z.maxLength(limits.optionLength)),
  z.number(),
  z.boolean(),
]);

/** Values of a model's own controls, by their names; what is left out is as the model has it. */
export const optionsSchema = z
  .record(z.string().check(z.maxLength(limits.optionNameLength)), optionValueSchema)
  .check(
    z.refine(
      (options) => Object.keys(options).length <= limits.options,
      `A request has ${limits.options} options at the most.`,
    ),
  );

export type OptionValue = z.infer<typeof optionValueSchema>;
export type Options = z.infer<typeof optionsSchema>;
