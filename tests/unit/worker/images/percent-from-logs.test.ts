import { expect, test } from 'vitest';
import { percentFromLogs } from '../../../../src/worker/images/read-prediction.ts';

test.each([
  ['', null],
  ['Using seed: 7\n', null],
  ['Using seed: 7\n  0%|          | 0/12 [00:00<?, ?it/s]\r 33%|███▎      | 4/12', 33],
  ['100%|██████████| 12/12 [00:04<00:00]\nSaving…', 100],
  ['Loading:  25%|██▌  | 1/4', 25],
  ['50% of people like this', null],
])('reads the last per cent of %j', (logs, percent) => {
  expect(percentFromLogs(logs)).toBe(percent);
});
