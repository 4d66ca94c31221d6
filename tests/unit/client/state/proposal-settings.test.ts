import { expect, test } from 'vitest';
import { draftOf, parseDraft, type Draft } from '../../../../src/client/state/draft.ts';
import { modelForWords, proposalSettings } from '../../../../src/client/state/proposal-settings.ts';
import { exactModel, idOf, models, shapeModel, upload } from '../builders.ts';

const draft = (change: Partial<Draft> = {}) => draftOf({ ...parseDraft(null), ...change });
const asked = { proposalId: idOf('draft'), text: 'a {red|blue} heron' };

function settingsOf(change: Partial<Draft>) {
  const result = proposalSettings(draft(change), asked, models);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.settings;
}

test('takes the words as they are, and model, shape, number and what goes along from the form', () => {
  const styles = [{ name: 'Ink', text: 'ink drawing', negative_prompt: '' }];
  const form = {
    model: shapeModel.id,
    width: '1344',
    height: '768',
    count: 3,
    styles,
    as_is: false,
  };
  expect(
    settingsOf({ ...form, prompt: 'something else', without: [idOf('palette')] }),
  ).toMatchObject({
    prompt: 'a {red|blue} heron',
    model: shapeModel.id,
    shape: '16:9',
    count: 3,
    styles,
    context: 'room',
    without: [idOf('palette')],
    proposal_id: idOf('draft'),
  });
});

test('leaves the pictures that the form starts from to what is written in it', () => {
  const parent = { id: idOf('p'), kind: 'remix', thumbnail: '', author: 'Mira' } as const;
  const before = { model: exactModel.id, width: '960', height: '640' };
  const size = { width: '1344', height: '768' };
  const form = { ...size, model: shapeModel.id, images: [upload('a')], parent, before };
  expect(settingsOf(form)).toMatchObject({
    model: exactModel.id,
    width: 960,
    height: 640,
    images: [],
    parent_id: null,
    kind: 'original',
  });
});

test('goes to the model of the room where the one of the form makes nothing of words alone', () => {
  const enlarger = { ...shapeModel, id: 'maker/large', prompt: 'none' as const };
  const editor = { ...shapeModel, id: 'maker/edit', images: { max: 1, required: true } };
  for (const { id } of [enlarger, editor]) {
    expect(modelForWords(draft({ model: id }), [exactModel, enlarger, editor])?.id).toBe(
      exactModel.id,
    );
  }
});

test('says what of the form has to change', () => {
  const result = proposalSettings(draft({ seed: 'seven' }), asked, models);
  expect(result).toEqual({ ok: false, errors: { seed: 'Seed is a whole number.' } });
});
