import { expect, test } from 'vitest';
import {
  changedControls,
  controlViews,
  steadyViews,
} from '../../../../src/client/state/control-view.ts';
import { control, exactModel, upload } from '../builders.ts';

const model = {
  ...exactModel,
  strength: 'strength',
  controls: [
    control('steps', { type: 'integer', minimum: 1, maximum: 50, default: 28 }),
    control('strength', { minimum: 0, maximum: 1 }),
    control('style', { type: 'choice', choices: ['any', 'pixel_art'], default: 'any' }),
    control('finish', { type: 'choice', choices: ['matte', 'gloss'] }),
    control('fast', { type: 'switch', default: true }),
    control('words', { type: 'text', max_length: 40, required: true }),
  ],
};
const nothing = { options: {}, images: [] };
const named = (views: readonly { name: string }[]) => views.map(({ name }) => name);

test('the controls stand in the order of the model, the strength only beside a picture', () => {
  const without = ['steps', 'style', 'finish', 'fast', 'words'];
  expect(named(controlViews(model, nothing, {}))).toEqual(without);
  const views = controlViews(model, { options: {}, images: [upload('lake')] }, {});
  expect(named(views)).toEqual(['steps', 'strength', 'style', 'finish', 'fast', 'words']);
});

test('each says its bounds and what is usual', () => {
  const [steps, style, finish, fast, words] = controlViews(model, nothing, {});
  expect(steps).toMatchObject({ kind: 'number', note: '1 to 50', usual: '28', value: '' });
  expect(style?.choices.find(({ chosen }) => chosen)?.label).toBe('any');
  expect(finish?.choices[0]).toEqual({ value: '', label: 'As the model has it', chosen: true });
  expect(fast?.on).toBe('true');
  expect(words?.note).toBe('needed, up to 40 characters');
});

test('what was chosen is counted, what is as usual is not', () => {
  const chosen = { options: { steps: 28, style: 'pixel_art', fast: false }, images: [] };
  expect(changedControls(model, chosen)).toBe(2);
  const views = controlViews(model, chosen, { 'options.style': 'No such style.' });
  expect(views.filter(({ changed }) => changed).map(({ name }) => name)).toEqual(['style', 'fast']);
  expect(views[1]).toMatchObject({ value: 'pixel_art', error: 'No such style.' });
  expect(views[1]?.choices[1]).toEqual({ value: 'pixel_art', label: 'pixel art', chosen: true });
});

test('what did not change stays the same object', () => {
  const before = controlViews(model, nothing, {});
  const after = steadyViews(before, controlViews(model, { options: { steps: 4 }, images: [] }, {}));
  expect(after[0]).not.toBe(before[0]);
  expect(after.slice(1)).toEqual(before.slice(1));
  expect(after.slice(1).every((view, index) => view === before[index + 1])).toBe(true);
});
