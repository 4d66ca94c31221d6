import { expect, test } from 'vitest';
import {
  additionInWords,
  additionsView,
  type PromptAsked,
} from '../../../../src/client/state/additions-view.ts';
import type { EntryRow } from '../../../../src/protocol/entries.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import { exactModel, idOf, image, shapeModel } from '../builders.ts';

let at = 0;
function entry(kind: EntryRow['kind'], name: string, text: string): EntryRow {
  at += 1;
  return {
    id: idOf(`entry-${at}`),
    rev: at,
    kind,
    name,
    text,
    negative_prompt: '',
    tags: [],
    always: true,
    created_by: 'mira',
    updated_by: 'mira',
    created_at: at,
    updated_at: at,
    deleted_at: null,
  };
}

const ida = entry('character', 'Ida', 'a keeper of seventy');
const dusk = entry('palette', 'Dusk', 'ochre and slate');
const avoid = entry('avoid', '', 'text');
const room = new Map([ida, dusk, avoid].map((one) => [one.id, one]));

const nothing: PromptAsked = {
  prompt: '',
  negative_prompt: '',
  without: [],
  styles: [],
  context: true,
  followed: null,
};

function view(change: Partial<PromptAsked>, model = exactModel) {
  return additionsView({ ...nothing, ...change }, room, model);
}

test('what will be added, each with its words, and the whole', () => {
  expect(view({ prompt: 'Ida reads' })).toEqual({
    added: [
      {
        key: ida.id,
        chip: 'Ida',
        title: 'Character of the room · Ida',
        words: 'a keeper of seventy',
        leaves_out: '',
      },
      {
        key: dusk.id,
        chip: 'Dusk',
        title: 'Palette of the room · Dusk',
        words: 'ochre and slate',
        leaves_out: '',
      },
      {
        key: avoid.id,
        chip: 'leaves out text',
        title: 'Always left out',
        words: '',
        leaves_out: 'text',
      },
    ],
    not_added: [],
    prompt: 'Ida reads. Ida: a keeper of seventy. Palette: ochre and slate',
    negative_prompt: 'text',
  });
});

test('before anything is written it shows what goes with whatever will be', () => {
  const { added, prompt } = view({});
  expect(added.map(({ chip }) => chip)).toEqual(['Dusk', 'leaves out text']);
  expect(prompt).toBe('');
});

test('what was left out this time can be put back, and is said', () => {
  const { added, not_added } = view({ prompt: 'Ida reads', without: [ida.id, idOf('gone')] });
  expect(added.map(({ chip }) => chip)).toEqual(['Dusk', 'leaves out text']);
  expect(not_added).toEqual([{ key: ida.id, words: 'Ida: left out this time' }]);
});

test('what a model has no place for is said with its name', () => {
  const { added, not_added } = view({ prompt: 'a fox' }, shapeModel);
  expect(added.map(({ chip }) => chip)).toEqual(['Dusk']);
  expect(not_added).toEqual([{ key: '', words: 'Leave out: Careful has no negative prompt' }]);
});

test('what is too long with the rest is said', () => {
  const style = { name: 'Ink', text: 'x'.repeat(1_000), negative_prompt: '' };
  const prompt = 'y'.repeat(limits.composedPromptLength - 500);
  expect(view({ prompt, styles: [style] }).not_added).toEqual([
    { key: '', words: 'Ink: too long with the rest' },
  ]);
});

test('with the switch off only what was chosen is added', () => {
  const style = { name: 'Ink', text: 'ink on paper', negative_prompt: '' };
  const { added } = view({ prompt: 'Ida reads', context: false, styles: [style] });
  expect(added).toMatchObject([{ key: 'style Ink', chip: 'Ink', title: 'Style · Ink' }]);
});

test('a follow-up begins with the words of before, and keeps whom they name', () => {
  const ink = {
    kind: 'style',
    entry_id: null,
    name: 'Ink',
    text: 'ink',
    negative_prompt: '',
  } as const;
  const followed = image('window', 4, { prompt: 'Ida at the window', additions: [ink] });
  const { added, not_added, prompt } = view({
    prompt: 'same but at night',
    followed,
    without: ['style Ink'],
  });
  expect(added.map(({ chip }) => chip)).toEqual(['same words', 'Ida', 'Dusk', 'leaves out text']);
  expect(not_added).toEqual([{ key: 'style Ink', words: 'Ink: left out this time' }]);
  expect(prompt).toMatch(/^Ida at the window, at night\. Ida: a keeper/);
});

test('in a caption each stands in one line', () => {
  const style = { kind: 'style', entry_id: null, name: 'Ink', text: 'ink' } as const;
  expect(additionInWords({ ...style, negative_prompt: 'photo' })).toBe(
    'Ink: ink; leaves out photo',
  );
  const left = {
    kind: 'avoid',
    entry_id: null,
    name: '',
    text: '',
    negative_prompt: 'text',
  } as const;
  expect(additionInWords(left)).toBe('Leaves out text');
});
