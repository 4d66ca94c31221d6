import { expect, test } from 'vitest';
import { imageError } from '../../../src/domain/image-failures.ts';
import { imageFailureCodes } from '../../../src/protocol/errors.ts';

test('every failure code has a plain sentence of its own', () => {
  const sentences = imageFailureCodes.map((code) => imageError(code, false).message);
  expect(new Set(sentences).size).toBe(imageFailureCodes.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
