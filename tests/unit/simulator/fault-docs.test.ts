import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { callEffect } from '../../../src/simulator/faults/call-faults.ts';
import { faultRule } from '../../../src/simulator/faults/fault-script.ts';

const page = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/`(\{ "on": [^`]+\})`/g)].map(([, rule = '']) => rule);

/** Where a key belongs: what any call can meet need not be shown for each of them. */
const scopeOf = (on: string, key: string): string => (key in callEffect.shape ? 'call' : on);

/** Every key that a schema of objects has, with each of its values where they are numbered. */
function kindsOf(on: string, schema: unknown): string[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => kindsOf(on, one));
  if (!(schema instanceof z.ZodObject)) throw new Error('a fault that is no object');
  return Object.entries(schema.shape).flatMap(([key, value]) => {
    const name = `${scopeOf(on, key)}.${key}`;
    const values = enumIn(value);
    return values.length === 0 ? [name] : values.map((one) => `${name}=${one}`);
  });
}

function enumIn(schema: unknown): string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodArray) return enumIn(schema.element);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return enumIn(schema.unwrap());
  }
  return [];
}

/** The same of one example. */
function shownBy(on: string, given: object): string[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const name = `${scopeOf(on, key)}.${key}`;
    const values: unknown[] = Array.isArray(value) ? value : [value];
    return [name, ...values.map((one) => `${name}=${String(one)}`)];
  });
}

const anyRule = z.looseObject({ on: z.string(), then: z.looseObject({}) });

test('every example on the page is a rule that is taken', () => {
  expect(examples.length).toBeGreaterThan(50);
  for (const example of examples) {
    expect(faultRule.safeParse(JSON.parse(example)).error, example).toBeUndefined();
  }
});

test('every kind of fault has an example on the page', () => {
  const shown = new Set(
    examples.flatMap((example) => {
      const { on, then, ...rest } = anyRule.parse(JSON.parse(example));
      return [`on=${on}`, ...shownBy(on, then), ...shownBy('rule', rest)];
    }),
  );
  const kinds = faultRule.options.flatMap((option) => {
    const { on, then, ...rest } = option.shape;
    return [
      ...[...on.values].map((value) => `on=${value}`),
      ...kindsOf(String([...on.values][0]), then),
      ...kindsOf('rule', z.object(rest)),
    ];
  });
  expect(kinds).toContain('call.refuse=no_credit');
  expect(kinds).toContain('output.file=bomb');
  expect(kinds).toContain('webhook.signatures=stranger');
  expect([...new Set(kinds)].filter((kind) => !shown.has(kind))).toEqual([]);
});
