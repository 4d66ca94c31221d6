import { makeRandom, type Random } from '../../../src/simulator/painting/random.ts';
import type { SchemaDocument } from '../../../src/simulator/models/schema-document.ts';
import { followRef, isRecord } from '../../../src/simulator/models/schema-parts.ts';

type Json = Record<string, unknown>;

/** The schema of the whole input as a library wants it: references resolved in place. */
export function wholeSchema(document: SchemaDocument): Json {
  const { schemas } = document.components;
  const input = isRecord(schemas['Input']) ? schemas['Input'] : {};
  // What Replicate holds against an input although no schema says it.
  return { ...input, additionalProperties: false, components: { schemas } };
}

/** Inputs that a model takes, and others that it does not, by chance. */
export class InputMaker {
  readonly #document: SchemaDocument;
  readonly #random: Random;

  constructor(document: SchemaDocument, seed: number) {
    this.#document = document;
    this.#random = makeRandom(seed);
  }

  /** What is required, and each of the rest as often as not. */
  valid(): Json {
    const { properties, required } = this.#input();
    const chosen = Object.entries(properties).filter(
      ([name]) => required.includes(name) || this.#random.chance(0.5),
    );
    return Object.fromEntries(chosen.map(([name, schema]) => [name, this.#value(schema)]));
  }

  /** A valid input with one thing wrong. */
  invalid(): { input: Json; wrong: string } {
    const input = this.valid();
    const { properties, required } = this.#input();
    const ways = [
      ...required.map((name) => ({ name, how: 'left out' })),
      { name: 'sparkle', how: 'unknown' },
      ...Object.entries(properties).flatMap(([name, schema]) =>
        waysToSpoil(this.#flat(schema)).map((how) => ({ name, how })),
      ),
    ];
    const way = ways[Math.floor(this.#random.next() * ways.length)] ?? { name: '', how: '' };
    const { [way.name]: _, ...rest } = input;
    const wrong = `${way.name}: ${way.how}`;
    if (way.how === 'left out') return { input: rest, wrong };
    const value = spoiled(this.#flat(properties[way.name] ?? {}), way.how);
    return { input: { ...rest, [way.name]: value }, wrong };
  }

  #input(): { properties: Record<string, Json>; required: string[] } {
    const input = this.#document.components.schemas['Input'];
    if (!isRecord(input) || !isRecord(input['properties'])) throw new Error('no input');
    const properties = Object.entries(input['properties']).map(([name, schema]) => [
      name,
      isRecord(schema) ? schema : {},
    ]);
    const required: unknown[] = Array.isArray(input['required']) ? input['required'] : [];
    return { properties: Object.fromEntries(properties), required: required.map(String) };
  }

  /** With what `allOf` refers to put in its place. */
  #flat(schema: Json): Json {
    const parts: unknown[] = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
    const resolved = parts.map((part) =>
      isRecord(part) ? (followRef(this.#document, part['$ref']) ?? part) : {},
    );
    return Object.assign({}, ...resolved, schema) as Json;
  }

  #value(given: Json): unknown {
    const random = this.#random;
    const schema = this.#flat(given);
    if (schema['nullable'] === true && random.chance(0.2)) return null;
    const choices: unknown = schema['enum'];
    if (Array.isArray(choices)) return choices[Math.floor(random.next() * choices.length)];
    const least = typeof schema['minimum'] === 'number' ? schema['minimum'] : -1000;
    const most = typeof schema['maximum'] === 'number' ? schema['maximum'] : 100_000;
    switch (schema['type']) {
      case 'boolean':
        return random.chance(0.5);
      case 'integer':
        return Math.floor(random.range(least, most + 1));
      case 'number':
        return random.chance(0.2) ? least : random.range(least, most);
      case 'array':
        return Array.from({ length: Math.floor(random.next() * 4) }, () =>
          this.#value(isRecord(schema['items']) ? schema['items'] : {}),
        );
      default:
        return schema['format'] === 'uri'
          ? random.pick([
              'https://example.com/a.png?x=1&y=2',
              'http://127.0.0.1:9/b',
              'data:image/png;base64,iVBORw0KGgo=',
            ])
          : random.pick(['', ' ', 'a lighthouse at dusk', 'ein Bär 🐻 "quoted"\n', '0']);
    }
  }
}

function waysToSpoil(schema: Json): string[] {
  return [
    'an object',
    ...(schema['nullable'] === true ? [] : ['null']),
    ...(schema['type'] === 'string' ? ['a number'] : ['a text']),
    ...(Array.isArray(schema['enum']) ? ['no choice'] : []),
    ...(schema['format'] === 'uri' ? ['no address'] : []),
    ...(typeof schema['minimum'] === 'number' ? ['too small'] : []),
    ...(typeof schema['maximum'] === 'number' ? ['too large'] : []),
    ...(schema['type'] === 'integer' ? ['a fraction'] : []),
    ...(isRecord(schema['items']) && 'type' in schema['items'] ? ['a wrong item'] : []),
  ];
}

function spoiled(schema: Json, how: string): unknown {
  const values: Record<string, unknown> = {
    unknown: true,
    'an object': { a: 1 },
    null: null,
    'a number': 7,
    'a text': 'seven',
    'no choice': 'none of these',
    'no address': 'a picture of mine',
    'too small': Number(schema['minimum']) - 1,
    'too large': Number(schema['maximum']) + 1,
    'a fraction': 2.5,
    'a wrong item': [{ a: 1 }],
  };
  if (!(how in values)) throw new Error(`no way to spoil: ${how}`);
  return values[how];
}
