import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { imageError, imageFailures, nextSteps } from '../../../src/domain/image-failures.ts';
import { hasEnded } from '../../../src/domain/image-job/job.ts';
import { publicError } from '../../../src/domain/image-job/public-status.ts';
import { imageFailureCodes } from '../../../src/protocol/errors.ts';
import {
  cancel,
  checked,
  play,
  running,
  storeFailed,
  storing,
  succeeded,
  unknown,
  wake,
  type Step,
} from './image-job/playing.ts';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const sentences = imageFailureCodes.map((code) => imageFailures[code].sentence);

test('every failure code has a plain sentence of its own', () => {
  expect(new Set(sentences).size).toBe(imageFailureCodes.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test('no sentence speaks of the charge, which is said beside it', () => {
  expect(sentences.filter((sentence) => /charge|cost|paid|free\b/i.test(sentence))).toEqual([]);
});

test('docs/errors.md has every code with its sentence, charge and advice, in the same order', () => {
  const written = [...page.matchAll(/^\| `(\w+)` +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)];
  const charges = { never: 'no', always: 'yes', depends: 'each picture says it' };
  expect(written.map(([, ...cells]) => cells)).toEqual(
    imageFailureCodes.map((code) => {
      const { sentence, charge, next } = imageFailures[code];
      return [code, sentence, charges[charge], nextSteps[next]];
    }),
  );
});

describe('the charge', () => {
  test.each([
    ['no_credit', false, false],
    ['no_credit', true, false],
    ['moderated', false, true],
    ['timed_out', false, false],
    ['timed_out', true, true],
  ] as const)('of %s where the job says %s is %s', (code, job, said) => {
    expect(imageError(code, job).may_have_been_charged).toBe(said);
  });

  const late = 100 * 60_000;
  const endings: Record<string, Step[]> = {
    'a refused token': [
      [wake],
      [{ type: 'create_refused', attempt: 1, code: 'unauthorized', detail: null }],
    ],
    'no answer, and none found in the list': [
      [wake],
      [unknown(true)],
      [{ type: 'found', attempt: 1, prediction_id: null, reaches_back: false }, 60_000],
    ],
    'a model that broke off': [...running, [checked('failed')]],
    'a prompt that was refused': [...running, [checked('failed', { moderated: true })]],
    'a prediction that never began': [...running, [checked('aborted')]],
    'a prediction that was stopped': [...running, [checked('canceled')]],
    'an output that is none': [...running, [checked('succeeded')]],
    'an output that is no image': [...storing, [storeFailed('not_an_image')]],
    'an output that was gone twice': [
      ...storing,
      [storeFailed('gone')],
      [succeeded, 6_000],
      [storeFailed('gone')],
    ],
    'a cancel before anything was asked': [[cancel]],
    'a cancel while it ran': [...running, [cancel], [checked('canceled')]],
    'too long in line': [[wake, late]],
    'too long at work': [...running, [wake, late]],
    'too long in the store': [...storing, [wake, late]],
    'a dead letter': [[{ type: 'abandoned' }]],
  };
  test.each(Object.entries(endings))('after %s is what the job says it is', (_, steps) => {
    const { job } = play(...steps);
    if (!hasEnded(job) || job.state === 'completed') throw new Error(`is ${job.state}`);
    const known = job.state === 'unresolved' ? true : job.may_have_been_charged;
    expect(publicError(job)?.may_have_been_charged).toBe(known);
  });
});
