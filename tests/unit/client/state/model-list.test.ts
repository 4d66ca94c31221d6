import { expect, test } from 'vitest';
import { emptyChatState } from '../../../../src/client/state/chat-state.ts';
import { imageDetails } from '../../../../src/client/state/image-details.ts';
import { modelGroups, modelsWithImages } from '../../../../src/client/state/model-list.ts';
import { takesInWords } from '../../../../src/client/state/model-takes.ts';
import { costInWords, startNote } from '../../../../src/client/state/model-words.ts';
import { control, exactModel, image, models, shapeModel } from '../builders.ts';

const several = { ...shapeModel, id: 'maker/several', images: { max: 10, required: false } };
const edits = { ...several, id: 'maker/edits', use: 'edit', images: { max: 1, required: true } };
const enlarges = { ...edits, id: 'maker/enlarges', use: 'upscale', prompt: 'none' } as const;
const offered = [exactModel, enlarges, several, { ...edits, use: 'edit' as const }];

test('models stand by what they are for, each in the order of the room', () => {
  const groups = modelGroups(offered, several, []);
  expect(groups.map(({ title, rows }) => [title, rows.map(({ id }) => id)])).toEqual([
    ['Create', ['maker/quick', 'maker/several']],
    ['Edit', ['maker/edits']],
    ['Enlarge', ['maker/enlarges']],
  ]);
  expect(groups[0]?.rows.map(({ chosen }) => chosen)).toEqual(['false', 'true']);
});

test('a row says what is known: price, time, and the latest picture that it made here', () => {
  const made = image('lake', 2, { status: 'completed', url: '/lake', thumbnail_url: '/small' });
  const gallery = [imageDetails(made, emptyChatState(), models)];
  const timed = [
    { ...exactModel, usual_ms: 4_100 },
    { ...shapeModel, price: null },
  ];
  const [group] = modelGroups(timed, undefined, gallery);
  expect(group?.rows[0]).toMatchObject({ price: '$0.01', time: 'about 4 s', thumbnail: '/small' });
  expect(group?.rows[1]).toMatchObject({ price: 'price not known', time: '', thumbnail: '' });
});

test('of models that start from pictures those that take enough are named, never an enlarger', () => {
  expect(modelsWithImages(offered, 1).map(({ id }) => id)).toEqual([several.id, edits.id]);
  expect(modelsWithImages(offered, 3).map(({ id }) => id)).toEqual([several.id]);
  expect(modelsWithImages(offered, 30)).toHaveLength(2);
});

test('the cost is that of all pictures, or said to be not known', () => {
  expect(costInWords({ ...exactModel, price: 0.003 }, 4)).toBe('about $0.012');
  expect(costInWords({ ...exactModel, price: null }, 4)).toBe('price not known');
});

test('what a model takes is told in words', () => {
  const full = { ...several, takes_mask: true, controls: [control('steps'), control('size')] };
  expect(takesInWords(full)).toBe(
    'Makes pictures. Takes words, up to 10 pictures, a mask, a seed, and 2 settings of its own.',
  );
  expect(takesInWords({ ...enlarges, takes_seed: false })).toBe(
    'Enlarges pictures. Takes a picture.',
  );
  expect(startNote(several)).toBe('up to 10, optional');
  expect(startNote({ ...enlarges })).toBe('');
});
