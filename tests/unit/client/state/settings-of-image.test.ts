import { expect, test } from 'vitest';
import { editDraft } from '../../../../src/client/state/edit-draft.ts';
import { settingsOfFacts } from '../../../../src/client/state/facts-settings.ts';
import {
  againSettings,
  upscaleSettings,
  varySettings,
} from '../../../../src/client/state/move-settings.ts';
import { formSettingsOf, settingsOfImage } from '../../../../src/client/state/settings-of-image.ts';
import type { Addition } from '../../../../src/protocol/additions.ts';
import type { Model } from '../../../../src/protocol/model.ts';
import { imageFactsSchema } from '../../../../src/protocol/image-facts.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import { exactModel, idOf, image, models, shapeModel } from '../builders.ts';

const addition = (kind: Addition['kind'], name: string, entry_id: string | null): Addition => ({
  kind,
  entry_id,
  name,
  text: `words of ${name}`,
  negative_prompt: '',
});

const night = image('night', 6, {
  status: 'completed',
  url: '/night',
  kind: 'follow_up',
  parent_id: idOf('window'),
  prompt: 'same but at night',
  composed_prompt: 'Ida at the window, at night. Ida: words of Ida. words of Ink',
  additions: [
    { ...addition('earlier', '', null), text: 'Ida at the window' },
    addition('character', 'Ida', idOf('ida')),
    addition('style', 'Wash', idOf('wash')),
    addition('style', 'Ink', null),
  ],
});

const upscaler: Model = {
  ...shapeModel,
  id: 'maker/upscaler',
  use: 'upscale',
  prompt: 'optional',
  size: 'none',
  shapes: [],
  images: { max: 1, required: true },
};

test('again, retry and vary ask for exactly what went with the image', () => {
  const same = { context: { image_id: night.id }, styles: [], prompt: 'same but at night' };
  expect(settingsOfImage(night, models)).toMatchObject({ ...same, kind: 'follow_up' });
  expect(againSettings({ ...night, status: 'failed' }, models)).toMatchObject({ settings: same });
  expect(againSettings({ ...night, status: 'canceled' }, models)).toMatchObject({ settings: same });
  expect(varySettings(night, models, 'little')).toMatchObject({
    settings: { ...same, kind: 'variation', parent_id: night.id },
  });
});

test('an enlargement takes along what went with the image only where it takes its words', () => {
  expect(upscaleSettings(night, [upscaler])).toMatchObject({
    settings: { prompt: '', context: 'none' },
  });
  expect(upscaleSettings(night, [{ ...upscaler, prompt: 'required' }])).toMatchObject({
    settings: { prompt: 'same but at night', context: { image_id: night.id } },
  });
});

test('a form takes the words whole, the chosen styles, and the room as it is by now', () => {
  expect(formSettingsOf(night, models)).toMatchObject({
    prompt: 'Ida at the window, at night',
    kind: 'original',
    parent_id: null,
    context: 'room',
    styles: [{ name: 'Ink', text: 'words of Ink', negative_prompt: '' }],
    seed: 7,
  });
});

test('an edit leaves the switch as it stands', () => {
  const edit = editDraft(night, [{ ...exactModel, images: { max: 1, required: false } }], 'Mira');
  expect(edit).not.toBeNull();
  expect(edit).not.toHaveProperty('context');
  expect(edit).not.toHaveProperty('without');
});

test('a file brings back what was typed and its styles, also where that is too long to be sent', () => {
  const prompt = 'x'.repeat(limits.promptLength + 1);
  const facts = imageFactsSchema.parse({
    app: 'Darkroom',
    prompt,
    negative_prompt: '',
    composed_prompt: 'much more',
    styles: [{ name: 'Ink', text: 'ink' }],
    model: exactModel.id,
    seed: 7,
    width: null,
    height: null,
    shape: null,
    options: {},
    author: '',
    created_at: null,
    image_id: null,
  });
  expect(settingsOfFacts(facts, models)).toMatchObject({
    prompt,
    context: 'room',
    styles: [{ name: 'Ink', text: 'ink', negative_prompt: '' }],
  });
});
