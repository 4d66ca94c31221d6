import { expect, test } from 'vitest';
import { chatNameSchema, personNameSchema } from '../../../src/protocol/names.ts';

test('a name is one trimmed line without invisible characters', () => {
  expect(personNameSchema.parse('  Ada \n Lovelace\u202e ')).toBe('Ada Lovelace');
});

test.each(['', '   ', '\u200b'])('%j is no name', (name) => {
  expect(personNameSchema.safeParse(name).success).toBe(false);
});

test('a long name is refused with its limit', () => {
  const parsed = chatNameSchema.safeParse('x'.repeat(81));
  expect(parsed.error?.issues[0]?.message).toBe('Keep it to 80 characters.');
});
