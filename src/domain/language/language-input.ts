import { recordAt, type Json } from '../models/read-field.ts';
import type { LanguageTask } from './language-task.ts';

/** The inputs of a language model that are made use of, by the names that it has for them. */
export type LanguageFields = {
  words: string | null;
  system: string | null;
  /** The bound of what it answers. */
  tokens: { name: string; least: number; most: number } | null;
  picture: { name: string; isList: boolean } | null;
};

/** Names by which models are known to call their inputs, the likeliest first. */
const names = {
  words: ['prompt', 'question', 'text', 'query', 'input_text'],
  system: ['system_prompt', 'system_instruction', 'system_message', 'system'],
  tokens: [
    'max_tokens',
    'max_completion_tokens',
    'max_output_tokens',
    'max_new_tokens',
    'max_length',
  ],
};

const pictureName = /image|picture|photo|img/i;

/**
 * Reads which inputs of a model take what a task has.
 *
 * @param document its OpenAPI document
 * @returns `null` for a model that does not answer in words, or needs what no task has
 */
export function languageFields(document: unknown): LanguageFields | null {
  const schemas = recordAt(recordAt(document, 'components'), 'schemas');
  const properties = recordAt(recordAt(schemas, 'Input'), 'properties');
  if (!properties || !saysWords(recordAt(schemas, 'Output'))) return null;
  const ofType = (type: string) => (name: string) => recordAt(properties, name)?.['type'] === type;
  const isText = (name: string) =>
    ofType('string')(name) && recordAt(properties, name)?.['format'] !== 'uri';
  const tokens = names.tokens.find(ofType('integer')) ?? null;
  const fields: LanguageFields = {
    words: names.words.find(isText) ?? null,
    system: names.system.find(isText) ?? null,
    tokens: tokens === null ? null : { name: tokens, ...boundsOf(recordAt(properties, tokens)) },
    picture: pictureIn(properties),
  };
  const required: unknown = recordAt(schemas, 'Input')?.['required'];
  const needed = Array.isArray(required) ? required.map(String) : [];
  const known = [fields.words, fields.system, tokens, fields.picture?.name];
  const hasUse = fields.words !== null || fields.picture !== null;
  return hasUse && needed.every((name) => known.includes(name)) ? fields : null;
}

/**
 * The input for a task. What the model has no input for is left out, but the system text: that stands
 * before the words then.
 *
 * @param address of the picture, where the task has one
 * @returns `null` where the model cannot be given the task
 */
export function languageInput(
  { words, system, tokens, picture }: LanguageFields,
  task: LanguageTask,
  address: string | null,
): Record<string, string | number | string[]> | null {
  if (address !== null && picture === null) return null;
  if (address === null && words === null) return null;
  const prompt = system === null ? `${task.system}\n\n${task.prompt}` : task.prompt;
  return {
    ...(words !== null && { [words]: prompt }),
    ...(system !== null && { [system]: task.system }),
    ...(tokens && {
      [tokens.name]: Math.max(tokens.least, Math.min(tokens.most, task.maxTokens)),
    }),
    ...(picture && address !== null && { [picture.name]: picture.isList ? [address] : address }),
  };
}

/** Whether an output is text, whole or in pieces; one that is not described may be. */
function saysWords(output: Json | null): boolean {
  if (!output) return true;
  const part = output['type'] === 'array' ? recordAt(output, 'items') : output;
  return part?.['type'] === 'string' && part['format'] !== 'uri';
}

function boundsOf(schema: Json | null): { least: number; most: number } {
  const { minimum, maximum } = schema ?? {};
  return {
    least: typeof minimum === 'number' ? minimum : 1,
    most: typeof maximum === 'number' ? maximum : Infinity,
  };
}

function pictureIn(properties: Json): LanguageFields['picture'] {
  for (const name of Object.keys(properties)) {
    if (!pictureName.test(name)) continue;
    const schema = recordAt(properties, name);
    if (schema?.['type'] === 'string' && schema['format'] === 'uri') return { name, isList: false };
    const items = recordAt(schema, 'items');
    if (items?.['type'] === 'string' && items['format'] === 'uri') return { name, isList: true };
  }
  return null;
}
