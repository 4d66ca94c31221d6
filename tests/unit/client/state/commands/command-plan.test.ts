import { describe, expect, test } from 'vitest';
import { commandCompletion } from '../../../../../src/client/state/commands/command-completion.ts';
import {
  commandPlan,
  pictureInWords,
  type CommandContext,
} from '../../../../../src/client/state/commands/command-plan.ts';
import { nearestWord } from '../../../../../src/client/state/commands/nearest-word.ts';
import { readCommand } from '../../../../../src/client/state/commands/read-command.ts';
import { parseDraft } from '../../../../../src/client/state/draft.ts';
import { noLists } from '../../../../../src/client/state/named-lists.ts';
import { movesOf } from '../../../../../src/client/state/next-moves.ts';
import type { Model } from '../../../../../src/protocol/model.ts';
import type { ImageRow } from '../../../../../src/protocol/rows.ts';
import { control, exactModel, idOf, image, shapeModel, upload } from '../../builders.ts';

const editor: Model = {
  ...shapeModel,
  id: 'maker/editor',
  name: 'Editor',
  use: 'edit',
  images: { max: 1, required: true },
  match_shape: 'match_input_image',
};
const quick = {
  ...exactModel,
  controls: [control('num_inference_steps', { title: 'Steps', minimum: 1, maximum: 50 })],
};
const models = [quick, shapeModel, editor];
const lake = image('lake', 5, { status: 'completed', url: '/lake' });

function context(change: Partial<CommandContext> = {}): CommandContext {
  const language = { expand: false, describe: false };
  const room = { models, styles: [], simulated: false, language, lists: noLists, last: null };
  const usual = { draft: parseDraft(null), free: 40, picture: null, nameOf: () => 'Mira' };
  return { ...room, ...usual, ...change };
}

function of(row: ImageRow): CommandContext {
  const moves = movesOf(row, models);
  return context({ picture: { image: row, whose: 'Mira’s', author: 'Mira', moves } });
}

function plan(text: string, given: CommandContext = context()) {
  const typed = readCommand(text);
  if (typed.kind === 'words') throw new Error(`${text} is no command`);
  return commandPlan(typed, given);
}

describe('/imagine', () => {
  test('asks for what it says, and says it', () => {
    expect(plan('/imagine a {red|blue} fox --ar 3:2 --n 2 --seed 7 --no text')).toMatchObject({
      does: 'make',
      pictures: 4,
      words: '4 pictures · Quick · 3:2 · seed 7 · without text · about $0.04',
      requests: [
        {
          prompt: 'a red fox',
          width: 960,
          height: 640,
          count: 2,
          seed: 7,
          negative_prompt: 'text',
        },
        { prompt: 'a blue fox', count: 2 },
      ],
    });
  });

  test('takes what it leaves out from the draft, and pictures only where they are in sight', () => {
    const draft = {
      ...parseDraft(null),
      seed: '9',
      model: editor.id,
      images: [upload('a')],
      as_is: true,
    };
    const shown = plan(
      '/imagine a {red|blue} fox',
      context({ draft: { ...draft, mode: 'image' } }),
    );
    const source = { upload_id: idOf('a') };
    expect(shown).toMatchObject({ requests: [{ seed: 9, images: [source] }, { seed: 9 }] });
    const hidden = plan('/imagine a fox', context({ draft: { ...draft, model: quick.id } }));
    expect(hidden).toMatchObject({ requests: [{ seed: 9, images: [] }] });
    const before = { model: quick.id, width: '960', height: '640' };
    const lent = plan('/imagine a fox', context({ draft: { ...draft, before } }));
    expect(lent).toMatchObject({ requests: [{ model: quick.id, width: 960, images: [] }] });
  });

  test.each([
    ['/imagine', 'Write what to show.'],
    ['/imagine --no text a fox', 'Write what to show before the first --.'],
    ['/imagine a fox --steps 99', 'Steps is from 1 to 50.'],
    ['/imagine a fox --w 500', 'Width goes in steps of 64.'],
    ['/imagine a fox --seed many', 'Seed is a whole number.'],
    [
      '/imagine {1..10000}',
      'That would be 10,000 pictures. Take some choices away: up to 40 go at once.',
    ],
  ])('%s does nothing, and says why', (text, words) => {
    expect(plan(text)).toEqual({ does: 'nothing', words, unknown: false });
  });
});

describe('commands of a picture', () => {
  test('do its moves, and name it', () => {
    expect(plan('/vary', of(lake))).toMatchObject({
      does: 'move',
      move: 'vary_little',
      words: 'Of Mira’s picture: a quiet lake · Vary · $0.01 · new seed',
    });
    // By seeds alone there is no "a lot".
    expect(plan('/vary a lot', of(lake))).toMatchObject({ move: 'vary_little' });
    expect(plan('/edit', of(lake))).toMatchObject({ does: 'move', move: 'edit' });
  });

  test('/edit with words asks for it at once', () => {
    expect(plan('/edit make it night --n 2', of(lake))).toMatchObject({
      does: 'make',
      words: 'Of Mira’s picture: a quiet lake · 2 pictures · Editor · about $0.02',
      requests: [
        {
          prompt: 'make it night',
          model: editor.id,
          kind: 'edit',
          parent_id: lake.id,
          images: [{ image_id: lake.id }],
        },
      ],
    });
  });

  test.each([
    ['/vary', context(), /^There is no picture here yet\./],
    ['/vary', of(image('new', 6)), /^That picture is not finished\./],
    [
      '/edit more fog',
      of(image('new', 6, { status: 'failed' })),
      /^That picture is not finished\./,
    ],
    ['/vary', of({ ...lake, kind: 'upload' }), /somebody brought\.$/],
    ['/vary wildly', of(lake), /^Write \/vary, \/vary little or \/vary lot\.$/],
    ['/upscale', of(lake), /^This room offers no model that enlarges pictures\.$/],
    ['/upscale 4', of(lake), /^Nothing follows \/upscale\.$/],
    ['/edit fog --model quick', of(lake), /^Quick starts from no picture\./],
  ])('%s does nothing, and says why', (text, given, words) => {
    expect(plan(text, given)).toMatchObject({
      does: 'nothing',
      unknown: false,
      words: expect.stringMatching(words) as string,
    });
  });

  test('a long prompt is cut, and a picture without one is only a picture', () => {
    const words = (prompt: string) =>
      pictureInWords({ image: { ...lake, prompt }, whose: 'your', author: 'Ana', moves: [] });
    expect(words('')).toBe('your picture');
    expect(words('fog '.repeat(30))).toMatch(/^your picture: (?:fog ){14}fog…$/);
  });
});

test('/seed sets a number or chance, and /help shows the commands', () => {
  expect(plan('/seed 7')).toMatchObject({ does: 'seed', seed: '7' });
  expect(plan('/seed Random')).toMatchObject({ does: 'seed', seed: '' });
  expect(plan('/seed')).toMatchObject({ does: 'nothing' });
  expect(plan('/seed 99999999999')).toMatchObject({ words: 'Seed is from 0 to 2147483647.' });
  expect(plan('/help')).toMatchObject({ does: 'help' });
});

test('what is no command says which there are, and may be a message', () => {
  expect(plan('/shrug')).toEqual({
    does: 'nothing',
    unknown: true,
    words:
      'There is no command /shrug. There are /imagine, /vary, /edit, /upscale, /style, /seed and /help.',
  });
  expect(plan('/imagin')).toMatchObject({ words: expect.stringContaining('/imagine?') as string });
});

test('the nearest word is one that is near', () => {
  const known = ['seed', 'size', 'model', 'n'];
  expect(nearestWord('sead', known)).toBe('seed');
  expect(nearestWord('mod', known)).toBe('model');
  expect(nearestWord('stylize', known)).toBeUndefined();
  expect(nearestWord('x', known)).toBeUndefined();
});

describe('completion', () => {
  /** The caret stands where the bar is. */
  const words = (marked: string) => {
    const text = marked.replace('|', '');
    const found = commandCompletion(text, marked.indexOf('|'), {
      ...context(),
      picture: 'Mira’s picture: a lake',
    });
    return found && { from: found.from, words: found.options.map((option) => option.words) };
  };

  test.each([
    ['/|', 0, ['/imagine', '/vary', '/edit', '/upscale', '/style', '/seed', '/help']],
    ['/s|', 0, ['/style', '/seed', '/upscale']],
    ['/imagine a fox --s|', 15, ['--seed', '--style', '--size', '--num_inference_steps']],
    ['/imagine a fox —s|', 15, ['--seed', '--style', '--size', '--num_inference_steps']],
    ['/imagine a fox --ar |', 20, ['3:2', '1:1']],
    ['/imagine a fox --ar=3|', 20, ['3:2']],
    ['/imagine a fox --m |', 19, ['quick', 'careful', 'editor']],
    ['/imagine --model careful a fox --ar 1|', 36, ['1:1', '16:9']],
    ['/vary l|', 6, ['little', 'lot']],
    ['/seed r|', 6, ['random']],
  ])('%s', (marked, from, options) => {
    expect(words(marked)).toEqual({ from, words: options });
  });

  test.each([
    '|',
    'a /|',
    '//|',
    '/vary|',
    '/vary |',
    '/imagine a fox|',
    '/imagine --seed|',
    '/usr/|',
  ])('there is nothing to complete in %j', (marked) => {
    expect(words(marked)).toBeNull();
  });
});
