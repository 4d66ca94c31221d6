import type { InputReader } from './input-reader.ts';
import type { OutputFormat, Plan, SourceUse } from './model.ts';

/** What most models have in common: words, seed, count, format and quality. */
export function basicPlan(read: InputReader, defaultSteps = 20): Plan {
  const seed = read.optionalNumber('seed');
  return {
    prompt: read.text('prompt'),
    negative_prompt: read.text('negative_prompt').trim(),
    width: 1024,
    height: 1024,
    outputs: read.number('num_outputs', 1),
    format: formatOf(read.text('output_format')),
    quality: read.number('output_quality', 80),
    steps: read.number('num_inference_steps', defaultSteps),
    prompt_strength: read.number('prompt_strength', 0.8),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** The part of a plan that says which pictures go in; nothing when there are none. */
export function sourcesPlan(
  sources: readonly string[],
  use: SourceUse,
  more: Partial<Plan> = {},
): Partial<Plan> {
  return sources.length === 0 ? {} : { sources, use, ...more };
}

/** `webp` unless it is one of the others, by any of their names. */
export function formatOf(name: string, fallback: OutputFormat = 'webp'): OutputFormat {
  if (name === 'png' || name === 'webp') return name;
  return name === 'jpg' || name === 'jpeg' ? 'jpg' : fallback;
}
