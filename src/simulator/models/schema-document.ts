/**
 * What a model takes and gives, as cog writes it: `Input`, `Output`, and the enums that `Input`
 * reaches by reference. What is in a schema is read with care: not every model keeps to the rules.
 */
export interface SchemaDocument {
  components: { schemas: Readonly<Record<string, unknown>> };
}

/** Input that has passed `validateInput`. */
export type ModelInput = Record<string, unknown>;
