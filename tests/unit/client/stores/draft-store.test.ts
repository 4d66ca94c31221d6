import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setOption } from '../../../../src/client/stores/draft-options.ts';
import { createDraftStore } from '../../../../src/client/stores/draft-store.ts';
import { models, shapeModel, upload } from '../builders.ts';
import { storage } from './storage.ts';

beforeEach(() => vi.stubGlobal('localStorage', storage()));
afterEach(() => vi.unstubAllGlobals());

function openDraft() {
  const draft = createDraftStore();
  draft.open('room', 'image');
  return draft;
}

test('an upload that arrives after the room was left is in the draft of that room', () => {
  const draft = openDraft();
  draft.setText('a lake');
  draft.open('elsewhere', 'image');
  draft.addUpload('room', 'start', upload('a'));
  draft.addUpload('room', 'message', upload('b'));
  draft.addUpload('elsewhere', 'start', upload('c'));
  expect(draft.images).toEqual([upload('c')]);
  draft.open('room', 'image');
  expect(draft).toMatchObject({
    prompt: 'a lake',
    images: [upload('a')],
    attachments: [upload('b')],
  });
});

test('pictures stand as they were chosen, whichever came first', () => {
  const draft = openDraft();
  draft.addUpload('room', 'message', upload('b'));
  draft.addUpload('room', 'message', upload('a'), new Set([upload('b').id, upload('c').id]));
  draft.addUpload('room', 'message', upload('c'));
  expect(draft.attachments).toEqual([upload('a'), upload('b'), upload('c')]);
});

test('a picture that was asked for has used up what it was made from, not its settings', () => {
  const draft = openDraft();
  const id = upload('a').id;
  draft.setImages([upload('a')]);
  draft.setMask({ id, thumbnail: '' });
  draft.setParent({ id, kind: 'edit', thumbnail: '', author: 'Mira' });
  setOption(draft, 'steps', 9);
  draft.setSeed('7');
  draft.clearSources();
  expect(draft).toMatchObject({ images: [], mask: null, parent: null });
  expect(draft).toMatchObject({ options: { steps: 9 }, seed: '7' });
});

test('a mask goes with the picture that it was painted on', () => {
  const draft = openDraft();
  draft.setImages([upload('a'), upload('b')]);
  draft.setMask({ id: upload('m').id, thumbnail: '' });
  draft.setImages([upload('a')]);
  expect(draft.mask).not.toBeNull();
  draft.setImages([upload('b'), upload('a')]);
  expect(draft.mask).toBeNull();
});

test('another model gets the nearest shape that it has', () => {
  const draft = openDraft();
  draft.setSize({ width: 960, height: 640 });
  draft.setModel(shapeModel.id, models);
  expect(draft.shapeWord(models)).toBe('16:9');
});

test('a model that came with a picture goes with it, one that was chosen stays', () => {
  const draft = openDraft();
  const own = { model: models[0]?.id, width: '768', height: '512' };
  draft.setModel(own.model ?? '', models);
  draft.setSize({ width: 768, height: 512 });
  for (const used of [() => draft.clearSources(), () => draft.setImages([])]) {
    draft.lendModel(shapeModel.id, [...models, shapeModel]);
    draft.setImages([upload('a')]);
    draft.open('room', 'image');
    expect(draft.model).toBe(shapeModel.id);
    used();
    expect(draft).toMatchObject(own);
  }
  draft.lendModel(models[0]?.id ?? '', models);
  draft.setModel(shapeModel.id, [...models, shapeModel]);
  draft.clearSources();
  expect(draft.model).toBe(shapeModel.id);
});

test('braces of a prompt that was made are only braces, until something else is written', () => {
  const draft = openDraft();
  draft.usePrompt('a {red|blue} fox');
  expect(draft.as_is).toBe(true);
  expect(draft.requests(draft.prompt, models, 40)).toMatchObject([{ prompt: 'a {red|blue} fox' }]);
  draft.setText('');
  draft.setText('a {red|blue} fox');
  expect(draft.requests(draft.prompt, models, 40)).toHaveLength(2);
  draft.usePrompt('a fox');
  expect(draft.as_is).toBe(false);
});

test('a prompt is recalled with its groups as they were meant', () => {
  const draft = openDraft();
  const recalled = [
    { prompt: '{a|b}', as_is: true },
    { prompt: '{c|d}', as_is: false },
  ];
  draft.recall(recalled, 1);
  expect(draft).toMatchObject({ prompt: '{a|b}', as_is: true });
  draft.recall(recalled, 1);
  expect(draft).toMatchObject({ prompt: '{c|d}', as_is: false });
});

test('a drafted prompt stays one while it is changed, and until nothing of it is left', () => {
  const draft = openDraft();
  draft.useProposal('draft', 'a {red|blue} heron');
  expect(draft).toMatchObject({ prompt: 'a {red|blue} heron', as_is: true, proposal_id: 'draft' });
  draft.setText('a {red|blue} heron in fog');
  draft.setMode('message');
  expect(draft).toMatchObject({ message: 'a {red|blue} heron in fog', proposal_id: 'draft' });
  draft.setMode('image');
  draft.open('room', 'image');
  expect(draft.proposal_id).toBe('draft');
  draft.setText('  ');
  expect(draft.proposal_id).toBeNull();

  draft.useProposal('draft', 'a heron');
  draft.setMode('message');
  draft.setText('');
  expect(draft.proposal_id).toBeNull();

  draft.useProposal('draft', 'a heron');
  draft.usePrompt('a lake');
  expect(draft.proposal_id).toBeNull();
});

test('a prompt that is recalled keeps its braces, and what was typed in the form survives a reload', () => {
  const draft = openDraft();
  const prompts = [
    { prompt: 'a {red|blue} fox', as_is: false },
    { prompt: 'so {it} was', as_is: true },
  ];
  draft.setMode('message');
  draft.recall(prompts, 1);
  expect(draft).toMatchObject({ prompt: 'a {red|blue} fox', as_is: false, message: '' });
  draft.recall(prompts, 1);
  expect(draft).toMatchObject({ prompt: 'so {it} was', as_is: true });
  Object.assign(draft, {
    negative_prompt: 'birds',
    styles: [{ name: 'Ink', text: 'ink', negative_prompt: '' }],
    context: false,
    without: ['an-entry'],
  });
  draft.save();
  expect(openDraft()).toMatchObject({
    prompt: 'so {it} was',
    as_is: true,
    negative_prompt: 'birds',
    styles: [{ name: 'Ink' }],
    context: false,
    without: ['an-entry'],
  });
  draft.recall(prompts, -1);
  draft.recall(prompts, -1);
  expect(draft.prompt).toBe('');
});
