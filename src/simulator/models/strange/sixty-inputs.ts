import type { Schema } from '../schema-parts.ts';
import { inputOf } from './strange-model.ts';

const KINDS: readonly ((n: number) => Schema)[] = [
  (n) => ({ type: 'string', title: `Text ${n}`, default: '', description: `Words number ${n}` }),
  (n) => ({ type: 'integer', title: `Count ${n}`, default: n, minimum: 0, maximum: 100 }),
  (n) => ({ type: 'number', title: `Weight ${n}`, default: 0.5, minimum: 0, maximum: 1 }),
  (n) => ({ type: 'boolean', title: `Switch ${n}`, default: n % 2 === 0 }),
  () => ({ allOf: [{ $ref: '#/components/schemas/mood' }], default: 'calm' }),
  (n) => ({ type: 'string', title: `Picture ${n}`, format: 'uri', nullable: true }),
  (n) => ({
    type: 'array',
    title: `Pictures ${n}`,
    items: { type: 'string', format: 'uri' },
    default: [],
    maxItems: 3,
  }),
  (n) => ({ type: 'array', title: `Numbers ${n}`, items: { type: 'number' }, nullable: true }),
  (n) => ({ type: 'integer', title: `Free number ${n}`, nullable: true }),
];

/** A prompt, a seed, and 58 more of every kind, with the enum that some refer to. */
export function sixtyInputs(): Record<string, unknown> {
  const many = Array.from({ length: 58 }, (_, i): [string, Schema] => [
    `field_${i + 1}`,
    KINDS[i % KINDS.length]?.(i + 1) ?? {},
  ]);
  const fields: Record<string, Schema> = {
    prompt: { type: 'string', title: 'Prompt', description: 'What to paint' },
    ...Object.fromEntries(many),
    seed: { type: 'integer', title: 'Seed', nullable: true },
  };
  return {
    Input: inputOf(fields, ['prompt']),
    mood: {
      enum: ['calm', 'wild', 'dark'],
      type: 'string',
      title: 'mood',
      description: 'An enumeration.',
    },
  };
}
