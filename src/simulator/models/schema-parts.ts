import type { SchemaDocument } from './schema-document.ts';

/** A schema, or a part of one, of which nothing is known but that it is an object. */
export type Schema = Readonly<Record<string, unknown>>;

/** Whether this is an object with keys and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a model's input; none when the document says nothing of them. */
export function inputProperties({ components }: SchemaDocument): Record<string, Schema> {
  const input = components.schemas['Input'];
  const properties = isRecord(input) ? input['properties'] : undefined;
  if (!isRecord(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) =>
      isRecord(schema) ? [[name, schema]] : [],
    ),
  );
}

/** Whether the model answers one address (or text) and no list. */
export function isSingleOutput({ components }: SchemaDocument): boolean {
  const output = components.schemas['Output'];
  return isRecord(output) && output['type'] === 'string';
}

/**
 * What a `$ref` leads to.
 * @returns undefined when it leads nowhere
 */
export function followRef({ components }: SchemaDocument, ref: unknown): Schema | undefined {
  const name =
    typeof ref === 'string' ? /^#\/components\/schemas\/(.+)$/.exec(ref)?.[1] : undefined;
  const found = name === undefined ? undefined : components.schemas[name];
  return isRecord(found) ? found : undefined;
}
