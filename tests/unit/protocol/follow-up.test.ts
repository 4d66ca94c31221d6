import { expect, test } from 'vitest';
import { changeOf, isFollowUp } from '../../../src/protocol/follow-up.ts';

test.each([
  ['same but at night', 'at night'],
  ['Same, but at night', 'at night'],
  ['the same picture, but in snow', 'in snow'],
  ['the same with a fox', 'with a fox'],
  ['same as before but red', 'red'],
  ['again, but larger', 'larger'],
  ['once more in winter', 'in winter'],
  ['like that, only darker', 'darker'],
  ['Dasselbe, aber bei Nacht', 'bei Nacht'],
  ['la même mais de nuit', 'de nuit'],
  ['igual pero de noche', 'de noche'],
])('“%s” follows up with “%s”', (prompt, change) => {
  expect(isFollowUp(prompt)).toBe(true);
  expect(changeOf(prompt)).toBe(change);
});

test.each([
  'a lighthouse',
  'same',
  'same but',
  'Same-sex couple at a wedding',
  'the same old man butchers a pig',
  'against the wind',
  'a fox, again but larger',
  '',
])('“%s” stands for itself', (prompt) => {
  expect(isFollowUp(prompt)).toBe(false);
  expect(changeOf(prompt)).toBe(prompt.trim());
});
