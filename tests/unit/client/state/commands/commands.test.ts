import { describe, expect, test } from 'vitest';
import { applyParameters } from '../../../../../src/client/state/commands/apply-parameters.ts';
import { readCommand } from '../../../../../src/client/state/commands/read-command.ts';
import { readParameters } from '../../../../../src/client/state/commands/read-parameters.ts';
import { parseDraft } from '../../../../../src/client/state/draft.ts';
import { Random } from '../../../../chaos/random.ts';
import { control, exactModel, shapeModel } from '../../builders.ts';

const tuned = {
  ...exactModel,
  controls: [
    control('num_inference_steps', { type: 'integer', minimum: 1, maximum: 50, default: 30 }),
    control('scheduler', { type: 'choice', choices: ['DDIM', 'K_EULER'], default: 'DDIM' }),
    control('tiling', { type: 'switch', default: false }),
    control('note', { type: 'text' }),
    control('prompt_strength', { minimum: 0, maximum: 1 }),
  ],
  images: { max: 1, required: false },
  strength: 'prompt_strength',
};
const models = [tuned, { ...shapeModel, takes_seed: false }];
const draft = { ...parseDraft(null), seed: '5', negative_prompt: 'boats' };
const apply = (text: string) => applyParameters(text, draft, models);

describe('a text in the composer', () => {
  test.each(['hello', '', '/', '/ no', ' /vary', 'a /vary'])('%j is words', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'words', text });
  });

  test.each([
    ['//shrug', '/shrug'],
    ['//usr/bin', '/usr/bin'],
    ['///', '//'],
  ])('%j escapes its slash', (text, words) => {
    expect(readCommand(text)).toEqual({ kind: 'words', text: words });
  });

  test.each(['/shrug', '/usr/bin', '/imagin a fox', '/vary,'])('%j is no command', (text) => {
    expect(readCommand(text).kind).toBe('unknown');
  });

  test('a command is known with a capital, and what follows stays as it is', () => {
    expect(readCommand('/Imagine  a red\nfox')).toMatchObject({
      command: { name: 'imagine' },
      rest: 'a red\nfox',
      from: 10,
    });
    expect(readCommand('/vary')).toMatchObject({ command: { name: 'vary' }, rest: '' });
  });
});

describe('what follows /imagine', () => {
  test.each<[string, string, object]>([
    ['a fox', 'a fox', { seed: '5', negative_prompt: 'boats', count: 1 }],
    ['a fox --ar 3:2', 'a fox', { width: '960', height: '640' }],
    ['a fox --ar 6:4', 'a fox', { width: '960', height: '640' }],
    ['a fox --aspect 3/2', 'a fox', { width: '960', height: '640' }],
    ['a fox --seed 7', 'a fox', { seed: '7' }],
    ['a fox --seed=7', 'a fox', { seed: '7' }],
    ['a fox --seed random', 'a fox', { seed: '' }],
    ['a fox --no text, people', 'a fox', { negative_prompt: 'text, people' }],
    ['a fox --no text --no people', 'a fox', { negative_prompt: 'text, people' }],
    ['--no "text, people" a fox', 'a fox', { negative_prompt: 'text, people' }],
    ['a fox --no="the word --seed"', 'a fox', { negative_prompt: 'the word --seed' }],
    ['a fox --n 4', 'a fox', { count: 4 }],
    ['a fox --count 2', 'a fox', { count: 2 }],
    ['--n 2 a red --seed 3 fox', 'a red fox', { count: 2, seed: '3' }],
    ['a fox --model careful', 'a fox', { model: 'maker/careful' }],
    ['a fox --m maker/careful --ar 16:9', 'a fox', { model: 'maker/careful', width: '1344' }],
    ['a fox --size 768x512', 'a fox', { width: '768', height: '512' }],
    ['a fox --w 768', 'a fox', { width: '768', height: '512' }],
    ['a fox —seed 7', 'a fox', { seed: '7' }],
    ['a fox –no text', 'a fox', { negative_prompt: 'text' }],
    ['a fox --no “a hat”', 'a fox', { negative_prompt: 'a hat' }],
    ['a fox --steps 20', 'a fox', { options: { num_inference_steps: 20 } }],
    ['a fox --num-inference-steps 20', 'a fox', { options: { num_inference_steps: 20 } }],
    ['a fox --scheduler k-euler', 'a fox', { options: { scheduler: 'K_EULER' } }],
    ['--tiling a fox', 'a fox', { options: { tiling: true } }],
    ['a fox --tiling off', 'a fox', { options: { tiling: false } }],
    ['a fox --note "two words"', 'a fox', { options: { note: 'two words' } }],
    ['a well--known fox -- alone — here', 'a well--known fox -- alone — here', {}],
    ['a sign "--no entry" --seed 7', 'a sign "--no entry"', { seed: '7' }],
    ['a 5" fox --seed 7', 'a 5" fox', { seed: '7' }],
    ['a fox --5', 'a fox --5', {}],
    ['a\n\n fox', 'a\n\n fox', {}],
  ])('%j', (text, prompt, change) => {
    expect(apply(text)).toMatchObject({ ok: true, prompt, draft: change });
  });

  test.each([
    ['a fox --sed 7', /^Quick has no --sed\. Did you mean --seed\?$/],
    ['a fox --chaos 50', /has no --chaos\. There are --ar, --seed, --no, --style/],
    ['a fox --stylize 50', /^Quick has no --stylize\. Did you mean --style\?$/],
    ['a fox —alone', /has no --alone\..* If it is only a dash, put a space behind it\.$/],
    ['a fox --seed', /^--seed needs a value, such as --seed 7$/],
    ['a fox --ar --n 2', /^--ar needs a value/],
    ['a fox --n 5', /^--n is from 1 to 4\.$/],
    ['a fox --n 2 --n 3', /^--n is there twice\.$/],
    ['a fox --ar 7:1', /^Quick has no shape 7:1\. It has 3:2, 1:1\.$/],
    ['a fox --size big', /^Write a size as --size 768x512\.$/],
    ['a fox --model carefull', /offers no model carefull\. Did you mean careful\?$/],
    ['a fox --model dream', /offers no model dream\. There are quick, careful\.$/],
    ['a fox --model careful --seed 7', /^Careful takes no seed\.$/],
    ['a fox --model careful --no text', /^Careful has no --no\./],
    ['a fox --model careful --size 700x300', /^Careful decides the pixels by itself\./],
    ['a fox --model careful --steps 9', /^Careful has no --steps\./],
    ['a fox --scheduler ddi', /^scheduler has no ddi\. Did you mean DDIM\?$/],
    ['a fox --iw 0.5', /^prompt_strength says how far to go from a picture, and there is none/],
    ['a fox --tiling=maybe', /^tiling is on or off\.$/],
  ])('%j is refused in words', (text, words) => {
    expect(apply(text)).toEqual({ ok: false, words: expect.stringMatching(words) as string });
  });

  test('of a text without parameters nothing is lost, and of any text every word is somewhere', () => {
    const pieces = [
      '--',
      '—',
      'seed',
      'no',
      'n',
      ' ',
      '  ',
      '\n',
      '"',
      '“',
      '”',
      '=',
      '3:2',
      'fox',
      '4',
      '🦊',
    ];
    for (let seed = 0; seed < 3_000; seed++) {
      const random = new Random(seed);
      const length = random.between(0, 16);
      const text = Array.from({ length }, () => random.pick(pieces)).join('');
      const { parameters } = readParameters(text);
      const applied = apply(text);
      if (parameters.length === 0) expect(applied).toMatchObject({ prompt: text.trim() });
      if (!applied.ok) {
        expect([text, applied.words]).toEqual([text, expect.stringMatching(/\S/)]);
        continue;
      }
      const foxes = (of: string) => of.split('fox').length;
      const { negative_prompt, seed: number, options } = applied.draft;
      const kept = [applied.prompt, negative_prompt, number, JSON.stringify(options)].join(' ');
      expect([text, foxes(kept)]).toEqual([text, foxes(text)]);
    }
  });
});
