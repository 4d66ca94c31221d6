import { curatedModels } from './curated.ts';
import { modelDefinition, type ModelDefinition, type ModelFacts } from './definition.ts';
import { readInputSchema } from './read-schema.ts';

/** What is kept of a model: what Replicate says of it, its inputs as the document they were read from. */
export type KeptModel = ModelFacts & { document: unknown };

/**
 * A model as its document makes it. Of a curated one the words are ours, whatever the document is.
 *
 * @returns the definition; or, in a sentence, why it cannot be used
 */
export function definitionOf(
  kept: KeptModel,
): { ok: true; definition: ModelDefinition } | { ok: false; problem: string } {
  const read = readInputSchema(kept.document);
  if (!read.ok) return read;
  const { fields, unavailable } = read;
  const { id, by } = kept;
  const curated = curatedModels.find((one) => one.id === id);
  const { name, description } = curated ?? kept;
  const definition = modelDefinition(
    { id, name, description, by },
    { fields, unavailable },
    curated?.use,
  );
  return { ok: true, definition };
}

/** The curated models as they were when this was written. */
export const curatedDefinitions: readonly ModelDefinition[] = curatedModels.map((model) => {
  const read = definitionOf(model);
  if (!read.ok) throw new Error(`${model.id}: ${read.problem}`);
  return read.definition;
});

/** The curated model of that id. */
export function findCurated(id: string): ModelDefinition | undefined {
  return curatedDefinitions.find((definition) => definition.id === id);
}
