import { recordAt, schemaNamed, type Json } from './read-field.ts';

/** Characters of JSON that are kept of a model's description. */
const mostCharacters = 200_000;

/**
 * What is kept of a model's OpenAPI document: `Input`, `Output` and the schemas that they refer to.
 * The rest of it tells of a server that nobody here meets. Never throws.
 *
 * @returns the document as JSON; `null` where it is too long to be kept
 */
export function reducedDocument(document: unknown): string | null {
  const schemas = recordAt(recordAt(document, 'components'), 'schemas') ?? {};
  const kept = new Map<string, unknown>();
  const names = ['Input', 'Output'];
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    if (kept.has(name) || !Object.hasOwn(schemas, name)) continue;
    kept.set(name, schemas[name]);
    names.push(...referredIn(schemas[name]));
  }
  try {
    // Unlike an assignment this takes any name, `__proto__` too.
    const reduced = { components: { schemas: Object.fromEntries(kept) } };
    const json = JSON.stringify(reduced);
    return json.length <= mostCharacters ? json : null;
  } catch {
    // Nested too deeply to be written.
    return null;
  }
}

/** Names of the schemas that one refers to, however deep. */
function referredIn(schema: unknown): string[] {
  const names: string[] = [];
  const left: unknown[] = [schema];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    const { $ref }: Json = { ...value };
    const named = typeof $ref === 'string' ? schemaNamed($ref) : null;
    if (named !== null) names.push(named);
    for (const inner of Object.values(value)) left.push(inner);
  }
  return names;
}
