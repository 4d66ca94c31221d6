import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clientMessageSchema } from '../../../src/protocol/client-message.ts';
import { serverMessageSchema } from '../../../src/protocol/server-message.ts';

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** The sections of a chapter by the message that heads them, each with its examples. */
function sections(chapter: string): Map<string, unknown[]> {
  const body = page.split(`\n## ${chapter}\n`)[1]?.split('\n## ')[0] ?? '';
  const found = body.split('\n### ').slice(1);
  return new Map(
    found.map((section) => {
      const type = /^`(\w+)`/.exec(section)?.[1] ?? '';
      const examples = section.matchAll(/```json\n([\s\S]*?)\n```/g);
      return [type, [...examples].map(([, json = '']): unknown => JSON.parse(json))];
    }),
  );
}

const typesOf = (schema: typeof clientMessageSchema | typeof serverMessageSchema) =>
  schema.def.options.map((option) => [...option.shape.type.def.values][0] ?? '');

describe.each([
  ['What a client says', clientMessageSchema],
  ['What the server says', serverMessageSchema],
] as const)('%s', (chapter, schema) => {
  const written = sections(chapter);

  test('every message of the schemas is described, and no other', () => {
    expect([...written.keys()].toSorted()).toEqual(typesOf(schema).toSorted());
  });

  test.each([...written])(
    '%s: its examples are what the schema says, to the last field',
    (type, examples) => {
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        expect(schema.parse(example)).toEqual(example);
        expect(example).toMatchObject({ type });
      }
    },
  );
});

test('the recorded conversation is made of messages as they are', () => {
  const recorded = page.split('\n## A recorded conversation\n')[1] ?? '';
  const lines = [...recorded.matchAll(/^(→|←) (.*)$/gm)];
  expect(lines.length).toBeGreaterThan(10);
  for (const [, direction, json = ''] of lines) {
    const message = JSON.parse(json) as { type: string };
    // What the client says may be meant to be refused.
    if (direction === '→') expect(typesOf(clientMessageSchema)).toContain(message.type);
    else expect(serverMessageSchema.safeParse(message).error).toBeUndefined();
  }
});
