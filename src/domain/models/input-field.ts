import type { OptionValue } from '../../protocol/options.ts';

/** One input of a model, as its schema describes it, in our few terms. */
export type InputField = {
  /** As the model names it. */
  name: string;
  title: string;
  description: string;
  type: 'text' | 'integer' | 'number' | 'switch' | 'choice' | 'image' | 'images';
  default: OptionValue | null;
  minimum: number | null;
  maximum: number | null;
  /** A number is a multiple of this. */
  step: number | null;
  /** Characters of a text at the most. */
  max_length: number | null;
  /** Items of a list of images at the most, by the model or by us. */
  max_items: number | null;
  choices: (string | number)[];
  required: boolean;
};

/** An input that cannot be set from here, and why, in words for whoever fills in the form. */
export type UnavailableField = { name: string; title: string; reason: string };

/** A model's inputs in its own order. */
export type InputSchema = { fields: InputField[]; unavailable: UnavailableField[] };
