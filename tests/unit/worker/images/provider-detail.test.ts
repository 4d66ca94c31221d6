import { expect, test } from 'vitest';
import { providerDetail, refusalDetail } from '../../../../src/worker/images/provider-detail.ts';

test.each([
  ['CUDA out of memory', 'CUDA out of memory'],
  ['  two\r\nlines\tand\u0000 more\u202e ', 'two lines and more'],
  ['see https://replicate.com/p/abc?token=secret for more', 'see … for more'],
  ['Authorization: Bearer r8_abcdef is wrong', 'Authorization: … is wrong'],
  ['token r8_abcdef is wrong', '… is wrong'],
  ['secret whsec_abc=', 'secret …'],
  [`hash ${'a1'.repeat(32)} differs`, 'hash … differs'],
  ['x '.repeat(400), `${'x '.repeat(149)}x…`],
  ['   ', null],
  ['', null],
  [null, null],
  [{ message: 'no text' }, null],
])('what a provider says is fit to be shown: %j', (said, shown) => {
  expect(providerDetail(said)).toBe(shown);
});

test('a refusal tells of each field that was wrong', () => {
  const body = {
    title: 'Input validation failed',
    detail: '- input.width: Must be a multiple of 8',
    status: 422,
    invalid_fields: [
      { type: 'number', field: 'input.width', description: 'Must be a multiple of 8' },
      { type: 'required', field: 'input', description: 'prompt is required' },
      { type: 'odd' },
    ],
  };
  expect(refusalDetail(JSON.stringify(body))).toBe(
    'width: Must be a multiple of 8; input: prompt is required',
  );
});

test.each([
  [
    '{"detail":"The requested resource could not be found."}',
    'The requested resource could not be found.',
  ],
  ['{"title":"Not found"}', 'Not found'],
  ['{}', null],
  ['<html>', null],
  ['', null],
  ['{"detail":7}', null],
])('a refusal without fields tells its detail, or nothing: %s', (body, shown) => {
  expect(refusalDetail(body)).toBe(shown);
});
