import { describe, expect, test } from 'vitest';
import { parseDraft, type Draft } from '../../../../src/client/state/draft.ts';
import { sizeOfDraft } from '../../../../src/client/state/draft-frame.ts';
import { draftRequests } from '../../../../src/client/state/draft-requests.ts';
import {
  followedImage,
  followingWords,
  followUpDraft,
  followUpWords,
} from '../../../../src/client/state/follow-up-draft.ts';
import { noLists } from '../../../../src/client/state/named-lists.ts';
import type { Addition } from '../../../../src/protocol/additions.ts';
import type { Model } from '../../../../src/protocol/model.ts';
import type { ImageRow } from '../../../../src/protocol/rows.ts';
import { control, exactModel, idOf, image, shapeModel, upload } from '../builders.ts';

const empty = parseDraft(null);
const style = (name: string, entry_id: string | null = null): Addition => ({
  kind: 'style',
  entry_id,
  name,
  text: `${name} on paper`,
  negative_prompt: '',
});
const lake = image('lake', 5, {
  status: 'completed',
  url: '/lake',
  negative_prompt: 'boats',
  options: { steps: 30, strength: 0.35 },
  additions: [style('Ink'), style('Wash', idOf('entry'))],
});
/** Starts from an image, and says how far to go. */
const varying: Model = {
  ...exactModel,
  images: { max: 1, required: false },
  strength: 'strength',
  controls: [control('steps'), control('strength', { minimum: 0, maximum: 1, step: 0.01 })],
};
const editor: Model = {
  ...shapeModel,
  id: 'maker/editor',
  use: 'edit',
  images: { max: 2, required: true },
  match_shape: 'match_input_image',
};

function asked(
  prompt: string,
  model: Model,
  change: Partial<Draft> = {},
  last: ImageRow | null = lake,
) {
  const result = draftRequests({ ...empty, ...change }, prompt, model, 40, noLists, last);
  return result.ok ? result.requests : result.errors;
}

describe('what "same but at night" asks for', () => {
  test('the image before, its seed, size, styles and what it left out', () => {
    expect(asked('same but at night', exactModel)).toMatchObject([
      {
        prompt: 'same but at night',
        kind: 'follow_up',
        parent_id: lake.id,
        seed: 7,
        width: 960,
        height: 640,
        negative_prompt: 'boats',
        images: [],
        context: 'room',
        styles: [{ name: 'Ink', text: 'Ink on paper' }],
      },
    ]);
  });

  test('what was chosen stays chosen', () => {
    const chosen = {
      seed: '12',
      width: '512',
      height: '512',
      negative_prompt: 'text',
      context: false,
    };
    expect(asked('same but at night', exactModel, chosen)).toMatchObject([
      { seed: 12, width: 512, height: 512, negative_prompt: 'text', context: 'none' },
    ]);
    expect(asked('same but at night', exactModel, { width: '384' })).toMatchObject([
      { width: 384, height: 640 },
    ]);
  });

  test('the image itself, where the model takes one, and as far from it as the model usually goes', () => {
    const [first] = [asked('same but at night', varying)].flat();
    expect(first).toMatchObject({
      images: [{ image_id: lake.id }],
      options: { steps: 30, strength: 0.65 },
    });
    const usual = {
      ...varying,
      controls: [control('steps'), control('strength', { default: 0.8 })],
    };
    const [left] = [asked('same but at night', usual)].flat();
    expect(left?.options).toEqual({ steps: 30 });
    expect(asked('same but at night', varying, { options: { strength: 0.9 } })).toMatchObject([
      { options: { strength: 0.9 } },
    ]);
  });

  test('the shape of the image, where the model has a word for that; no seed where it takes none', () => {
    const [first] = [asked('same but at night', { ...editor, takes_seed: false })].flat();
    expect(first).toMatchObject({ images: [{ image_id: lake.id }] });
    expect(first).not.toHaveProperty('seed');
    expect(first).not.toHaveProperty('width');
    expect(first).not.toHaveProperty('shape');
  });

  test('pictures that were chosen to start from stay, and it goes before them where there is room', () => {
    const images = [upload('sketch')];
    expect(asked('same but at night', varying, { images })).toMatchObject([
      { images: [{ upload_id: idOf('sketch') }] },
    ]);
    expect(asked('same but at night', editor, { images })).toMatchObject([
      { images: [{ image_id: lake.id }, { upload_id: idOf('sketch') }] },
    ]);
    const mask = { id: idOf('mask'), thumbnail: '' };
    const masked = { ...editor, takes_mask: true };
    expect(asked('same but at night', masked, { images, mask })).toMatchObject([
      { images: [{ upload_id: idOf('sketch') }], mask: idOf('mask') },
    ]);
  });

  test('options of another model are not taken over', () => {
    const other = image('other', 6, { model: 'maker/other', options: { steps: 30 } });
    expect(asked('same but at night', varying, {}, other)).toMatchObject([
      { options: { strength: 0.65 } },
    ]);
  });

  test('a style that was left out is not sent, nor is its key', () => {
    expect(
      asked('same but at night', exactModel, { without: ['style Ink', idOf('entry')] }),
    ).toMatchObject([{ styles: [], without: [idOf('entry')] }]);
  });

  test('each prompt of several is judged by its own words', () => {
    expect(asked('{same but|a fox} at night', exactModel)).toMatchObject([
      { kind: 'follow_up', parent_id: lake.id },
      { kind: 'original', parent_id: null },
    ]);
  });
});

describe('what is gone on from', () => {
  test('nothing, where the words say nothing of it, there is nothing, or it was switched off', () => {
    expect(followedImage(empty, 'a fox at night', lake)).toBeNull();
    expect(followedImage(empty, 'same but at night', null)).toBeNull();
    expect(followedImage({ ...empty, as_new: true }, 'same but at night', lake)).toBeNull();
    expect(asked('same but at night', exactModel, {}, null)).toMatchObject([
      { kind: 'original', parent_id: null },
    ]);
  });

  test('what a move chose, whatever the words are; but no edit', () => {
    const parent = { id: lake.id, kind: 'follow_up', thumbnail: '', author: 'Mira' } as const;
    expect(asked('at night', exactModel, { parent: { ...parent, row: lake } }, null)).toMatchObject(
      [{ kind: 'follow_up', parent_id: lake.id, seed: 7 }],
    );
    const edit = { ...empty, parent: { ...parent, kind: 'edit' } as const };
    expect(followedImage(edit, 'same but at night', lake)).toBeNull();
  });

  test('with other words what they said is forgotten; what a move chose is not', () => {
    const parent = { id: lake.id, kind: 'follow_up', thumbnail: '', author: 'Mira' } as const;
    const held = { ...parent, row: lake, by_words: true };
    const before = { as_new: false, parent: held };
    expect(followingWords({ ...before, prompt: 'same but at night' })).toEqual(before);
    expect(followingWords({ as_new: true, parent: held, prompt: 'a fox' })).toEqual({
      as_new: false,
      parent: null,
    });
    expect(followingWords({ as_new: false, parent, prompt: 'a fox' }).parent).toBe(parent);
  });
});

test('what it starts from is said as it is', () => {
  const said = (draft: Draft, model: Model) =>
    followUpWords(lake, followUpDraft(draft, lake, model), model);
  expect(said(empty, exactModel)).toBe('Same prompt and seed 7');
  expect(said(empty, varying)).toBe('Same prompt and seed 7, and the picture itself');
  expect(said({ ...empty, seed: '8' }, varying)).toBe(
    'Same prompt, seed 8, and the picture itself',
  );
  expect(said(empty, { ...exactModel, takes_seed: false })).toBe('Same prompt');
  const brought = image('brought', 3, { kind: 'upload', prompt: '', seed: null });
  expect(followUpWords(brought, followUpDraft(empty, brought, varying), varying)).toBe(
    'From the picture itself',
  );
});

test('the form shows the size that it will have', () => {
  const parent = { id: lake.id, kind: 'follow_up', thumbnail: '', author: '', row: lake } as const;
  expect(sizeOfDraft({ ...empty, parent }, [exactModel])).toEqual({ width: 960, height: 640 });
  expect(sizeOfDraft({ ...empty, parent, width: '512' }, [exactModel])).toEqual({
    width: 512,
    height: 640,
  });
});

test('a kept draft still knows what it goes on from', () => {
  const parent = { id: lake.id, kind: 'follow_up', thumbnail: '', author: '', row: lake } as const;
  const kept = parseDraft(JSON.stringify({ ...empty, parent, without: ['a'], context: false }));
  expect(kept).toMatchObject({ parent: { row: lake }, without: ['a'], context: false });
});
