/** One input of a model, in the few terms that Replicate's own schemas are made of. */
export interface InputField {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  description: string;
  format?: 'uri';
  default?: string | number | boolean;
  minimum?: number;
  maximum?: number;
  enum?: readonly (string | number)[];
  nullable?: boolean;
  required?: boolean;
}

export type OutputFormat = 'png' | 'jpg' | 'webp';

/** What a model makes of its input: everything the painter and the clock need to know. */
export interface Plan {
  prompt: string;
  negative_prompt: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** How many pictures; picture `i` is painted with `seed + i`. */
  outputs: number;
  format: OutputFormat;
  /** 0 to 100, for the formats that lose something. */
  quality: number;
  steps: number;
  /** Absent when the caller left the seed to chance. */
  seed?: number;
  /** A picture to start from: an address or a data URI. */
  image?: string;
  /** 0 keeps the picture it starts from, 1 ignores it. */
  prompt_strength: number;
}

/** A hosted model as the simulator knows it. */
export interface Model {
  owner: string;
  name: string;
  description: string;
  /** Official models run by name alone; community models need a version. */
  official: boolean;
  /** 64 hexadecimal digits. */
  version: string;
  /** How long one run takes, relative to the default image. */
  pace: number;
  fields: readonly InputField[];
  plan: (input: ModelInput) => Plan;
}

/** Input that has passed `validateInput`. */
export type ModelInput = Record<string, unknown>;
