import { expect, test } from 'vitest';
import { typingSentence } from '../../../../src/client/state/typing-sentence.ts';

const teo = { name: 'Teo', what: 'message' } as const;
const mira = { name: 'Mira', what: 'message' } as const;

test('it says who writes, and what, as long as these are few', () => {
  expect(typingSentence([])).toBe('');
  expect(typingSentence([teo])).toBe('Teo is writing');
  expect(typingSentence([{ ...teo, what: 'prompt' }])).toBe('Teo is writing a prompt');
  expect(typingSentence([teo, mira])).toBe('Teo and Mira are writing');
  expect(typingSentence([teo, mira, { name: 'Ana', what: 'prompt' }])).toBe('3 people are writing');
});
