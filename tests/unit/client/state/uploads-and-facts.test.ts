import { expect, test } from 'vitest';
import { settingsOfFacts } from '../../../../src/client/state/facts-settings.ts';
import { pictureTiles } from '../../../../src/client/state/picture-tiles.ts';
import { whyNotUpload } from '../../../../src/client/state/upload-check.ts';
import type { ImageFacts } from '../../../../src/protocol/image-facts.ts';
import { exactModel, models, shapeModel, upload } from '../builders.ts';

const photo = { size: 2_000, type: 'image/jpeg' };

test('a file that cannot be taken says why before it is sent', () => {
  expect(whyNotUpload(photo, 'message', 0)).toBe('');
  expect(whyNotUpload({ size: 2_000, type: '' }, 'start', 0)).toBe('');
  const onlyPictures = 'Only PNG, JPEG, WebP, AVIF and GIF pictures can be sent.';
  expect(whyNotUpload({ size: 9, type: 'image/svg+xml' }, 'start', 0)).toBe(onlyPictures);
  expect(whyNotUpload({ ...photo, size: 0 }, 'start', 0)).toBe('There is nothing in this file.');
  expect(whyNotUpload({ ...photo, size: 31_000_000 }, 'start', 0)).toBe(
    'This has 30 MB. A picture has 20 MB at the most.',
  );
});

test('each place takes only so many', () => {
  expect(whyNotUpload(photo, 'message', 4)).toBe('A message takes 4 pictures at the most.');
  expect(whyNotUpload(photo, 'start', 4)).toBe('');
  expect(whyNotUpload(photo, 'start', 10)).toBe('A picture starts from 10 others at the most.');
});

test('pictures beyond what the model takes are spare, and the mask lies on the first', () => {
  const sending = {
    key: 3,
    chat_id: 'chat',
    place: 'start',
    name: 'c.png',
    preview: '',
    fraction: 0.426,
    failure: '',
    can_retry: false,
  } as const;
  const given = [upload('a'), upload('b')];
  const tiles = pictureTiles(given, [sending], { most: 1, mask: 'data:mask' });
  expect(tiles.map(({ spare, mask, percent }) => [spare, mask, percent])).toEqual([
    [false, 'data:mask', ''],
    [true, '', ''],
    [false, '', '42'],
  ]);
  const [refused] = pictureTiles([], [{ ...sending, failure: 'No.' }], { most: 1, mask: '' });
  expect(refused).toMatchObject({ progress: null, failure: 'No.' });
});

const facts: ImageFacts = {
  app: 'Darkroom',
  prompt: 'a red barn',
  negative_prompt: 'people',
  composed_prompt: null,
  composed_negative_prompt: null,
  styles: [],
  model: exactModel.id,
  seed: 77,
  width: 960,
  height: 640,
  shape: null,
  options: { steps: 9 },
  author: 'Mira',
  created_at: null,
  image_id: null,
};

test('a file brings back everything that its model takes', () => {
  expect(settingsOfFacts(facts, models)).toMatchObject({
    prompt: 'a red barn',
    negative_prompt: 'people',
    model: exactModel.id,
    seed: 77,
    width: 960,
    height: 640,
    options: { steps: 9 },
  });
});

test('a model that is not offered gives way, and what was its own stays out', () => {
  const foreign = { ...facts, model: 'SDXL by somebody', seed: 99_999_999_999 };
  const settings = settingsOfFacts(foreign, [{ ...shapeModel, is_default: true }]);
  expect(settings).toMatchObject({ model: shapeModel.id, negative_prompt: '' });
  expect(settings.options).toEqual({});
  expect(settings.seed).toBeUndefined();
  expect([settings.width, settings.height]).toEqual([1344, 768]);
});
