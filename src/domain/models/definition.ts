import type { InputField, UnavailableField } from './input-field.ts';
import { rolesOf, type Roles } from './roles.ts';

/** How a prediction is asked for: from an official model, or from a community model's version. */
export type AskedBy = 'version' | 'model';

/** A model with everything that is needed to ask for an image of it. */
export type ModelDefinition = {
  /** `owner/name` on Replicate. */
  id: string;
  name: string;
  description: string;
  use: 'create' | 'edit' | 'upscale';
  by: AskedBy;
  fields: readonly InputField[];
  unavailable: readonly UnavailableField[];
  roles: Roles;
};

/** What is known of a model besides its inputs. */
export type ModelFacts = { id: string; name: string; description: string; by: AskedBy };

/**
 * A model as its inputs make it. One that takes no words and needs an image enlarges it; one that
 * needs an image, or whose only shape is that of the image, changes it.
 */
export function modelDefinition(
  facts: ModelFacts,
  inputs: { fields: readonly InputField[]; unavailable: readonly UnavailableField[] },
  use?: ModelDefinition['use'],
): ModelDefinition {
  const roles = rolesOf(inputs.fields);
  return { ...facts, ...inputs, roles, use: use ?? usualUse(inputs.fields, roles) };
}

function usualUse(fields: readonly InputField[], roles: Roles): ModelDefinition['use'] {
  const image = fields.find(({ name }) => name === roles.image);
  if (roles.prompt === null && image) return 'upscale';
  return image?.required ? 'edit' : 'create';
}

/** The input of that name, where the model has it. */
export function fieldOf(definition: ModelDefinition, name: string | null): InputField | undefined {
  return name === null ? undefined : definition.fields.find((field) => field.name === name);
}
