import { expect, test } from 'vitest';
import { draftSettings, parseDraft, draftOf } from '../../../../src/client/state/draft.ts';
import { draftRequests } from '../../../../src/client/state/draft-requests.ts';
import { styleGroupsOf } from '../../../../src/client/state/styles/style-groups.ts';
import { chosenStylesOf } from '../../../../src/client/state/chosen-styles.ts';
import { setStyles } from '../../../../src/client/stores/chosen-styles.ts';
import { createDraftStore } from '../../../../src/client/stores/draft-store.ts';
import { exactModel, idOf, image } from '../builders.ts';

const noir = { name: 'Film noir', text: 'film noir still', negative_prompt: 'bright lighting' };
const oil = { name: 'Oil', text: 'oil painting', negative_prompt: '' };

test('chosen styles stay in the draft, and go with every prompt of a set', () => {
  const draft = { ...parseDraft(null), styles: [noir, oil] };
  expect(parseDraft(JSON.stringify(draftOf(draft))).styles).toEqual([noir, oil]);
  const asked = draftRequests(draft, 'a {red|blue} fox', exactModel, 40);
  expect(asked).toMatchObject({
    ok: true,
    requests: [
      { prompt: 'a red fox', styles: [noir, oil] },
      { prompt: 'a blue fox', styles: [noir, oil] },
    ],
  });
});

test('too many are said at their field, until some are taken off', () => {
  const draft = createDraftStore();
  const seven = Array.from({ length: 7 }, (_, i) => ({ ...oil, name: `Oil ${i}` }));
  setStyles(draft, seven);
  const result = draftSettings(draft, 'a fox', exactModel);
  expect(result).toMatchObject({ errors: { styles: expect.any(String) as string } });
  draft.errors = { styles: 'too many', seed: 'no number' };
  setStyles(draft, [oil]);
  expect(draft.errors).toEqual({ seed: 'no number' });
});

test('an image tells which styles were chosen for it, not which the room adds', () => {
  const row = image('fox', 1, {
    additions: [
      { kind: 'style', entry_id: idOf('look'), ...oil },
      { kind: 'avoid', entry_id: idOf('avoid'), name: '', text: '', negative_prompt: 'text' },
      { kind: 'style', entry_id: null, ...noir },
    ],
  });
  expect(chosenStylesOf(row)).toEqual([noir]);
});

test('styles are found by their name, their words and their kind', () => {
  const choice = { key: 'a', id: 'a', of: 'ours' as const, about: 'Painting', picture: '', ...oil };
  const other = { ...choice, ...noir, key: 'b', about: 'Film & light' };
  const titles = (search: string) =>
    styleGroupsOf([choice, other], search).map(({ title }) => title);
  expect(titles('')).toEqual(['Painting', 'Film & light']);
  expect(titles('OIL paint')).toEqual(['Painting']);
  expect(titles('still')).toEqual(['Film & light']);
  expect(titles('pastel')).toEqual([]);
});
