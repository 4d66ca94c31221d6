import type { InputReader } from './input-reader.ts';
import type { SchemaDocument } from './schema-document.ts';

export type OutputFormat = 'png' | 'jpg' | 'webp';

/**
 * What becomes of the pictures that go in: the painting begins with them (`start`), takes after
 * them (`reference`), changes them by the words of the prompt (`edit`), or is them, only larger
 * (`upscale`).
 */
export type SourceUse = 'start' | 'reference' | 'edit' | 'upscale';

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
  /** Absent when the caller left the seed to chance, or the model takes none. */
  seed?: number;
  /** Pictures to begin with, the most important first: addresses or data URIs. */
  sources?: readonly string[];
  /** What they are for; `start` if left out. */
  use?: SourceUse;
  /** Where to paint: an address or a data URI. The rest of the first source stays as it is. */
  mask?: string;
  /** The colour of the mask's parts that are painted anew; white if left out. */
  repaint?: 'white' | 'black';
  /** 0 keeps the picture it starts from, 1 ignores it. */
  prompt_strength: number;
  /** The picture takes the shape of its first source: with about so many pixels, or so many times as large. */
  shape_of_source?: { pixels: number } | { factor: number };
  /** The output is one address and no list of them. */
  single?: true;
  /** What a model that makes no pictures answers. */
  text?: string;
  /**
   * What a language model answers, piece by piece, one a step; empty as long as it waits for the
   * picture that it is to describe.
   */
  pieces?: readonly string[];
  /** How many of them it gives out at most, once it has seen the picture. */
  most_pieces?: number;
}

/** A hosted model as the simulator knows it. */
export interface Model {
  owner: string;
  name: string;
  description: string;
  /** Official models run by name alone; community models need a version. */
  official: boolean;
  /** 64 hexadecimal digits; absent when nothing was ever pushed. */
  version?: string;
  /** How long one run takes, relative to the default image. */
  pace: number;
  document: SchemaDocument;
  plan: (read: InputReader) => Plan;
}
