import { describe, expect, test } from 'vitest';
import { applyParameters } from '../../../../../src/client/state/commands/apply-parameters.ts';
import { commandCompletion } from '../../../../../src/client/state/commands/command-completion.ts';
import { commandPlan } from '../../../../../src/client/state/commands/command-plan.ts';
import { readCommand } from '../../../../../src/client/state/commands/read-command.ts';
import { parseDraft } from '../../../../../src/client/state/draft.ts';
import { noLists } from '../../../../../src/client/state/named-lists.ts';
import { ourStyles } from '../../../../../src/client/state/styles/our-styles.ts';
import { styleOf, type StyleChoice } from '../../../../../src/client/state/styles/style-choice.ts';
import { limits } from '../../../../../src/protocol/limits.ts';
import { control, exactModel, shapeModel } from '../../builders.ts';

const ofRoom: StyleChoice = {
  key: 'room:1',
  id: '1',
  of: 'room',
  about: 'This room',
  picture: '',
  name: 'Our cover',
  text: 'two colors, heavy grain',
  negative_prompt: '',
};
const styles: StyleChoice[] = [
  ofRoom,
  ...ourStyles.map((our) => ({ ...our, key: our.id, of: 'ours' as const, picture: '' })),
];
const models = [exactModel];
const language = { expand: false, describe: false };
const draft = parseDraft(null);
const named = (...ids: string[]) => styles.filter(({ id }) => ids.includes(id)).map(styleOf);

function plan(text: string, change: Partial<typeof draft> = {}, known = styles) {
  const typed = readCommand(text);
  if (typed.kind === 'words') throw new Error(`${text} is no command`);
  const given = { models, styles: known, free: 40, simulated: false, picture: null, language };
  const room = { lists: noLists, last: null, nameOf: () => 'Mira' };
  return commandPlan(typed, { ...given, ...room, draft: { ...draft, ...change } });
}

describe('/style', () => {
  test.each([
    ['/style noir', ['noir']],
    ['/style Film Noir', ['noir']],
    ['/style UKIYOE, pixel art', ['ukiyo-e', 'pixel-art']],
    ['/style watercolor', ['watercolor']],
    ['/style watercolour', ['watercolor']],
    ['/style noir, noir,', ['noir']],
    ['/style cover', ['1']],
  ])('%j is what somebody means', (text, ids) => {
    const { styles: chosen } = { styles: [], ...plan(text) };
    expect(chosen.map(({ name }) => name).toSorted()).toEqual(
      named(...ids)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  test('puts a style on beside those that are, and takes it off again', () => {
    const on = plan('/style oil', { styles: named('noir') });
    expect(on).toEqual({
      does: 'style',
      styles: [...named('noir'), ...named('oil')],
      words: 'Your next pictures: Film noir and Oil painting',
    });
    expect(plan('/style noir', { styles: named('noir') })).toEqual({
      does: 'style',
      styles: [],
      words: 'Your next pictures have no style',
    });
    expect(plan('/style none', { styles: named('noir', 'oil') })).toMatchObject({ styles: [] });
  });

  test('alone shows all of them', () => {
    expect(plan('/style')).toMatchObject({ does: 'choose' });
  });

  test.each([
    ['/style nior', 'There is no style nior. /style alone shows all of them.'],
    ['/style watercolot', 'There is no style watercolot. Did you mean Watercolour?'],
    ['/style p', 'There is no style p. /style alone shows all of them.'],
  ])('%j is refused in words', (text, words) => {
    expect(plan(text)).toEqual({ does: 'nothing', words, unknown: false });
  });

  test('more than go together are refused, and before the styles are here any', () => {
    const six = named('noir', 'oil', 'film', 'neon', 'clay', 'pencil');
    expect(six).toHaveLength(limits.stylesPerRequest);
    expect(plan('/style linocut', { styles: six })).toMatchObject({
      does: 'nothing',
      words: 'A picture takes 6 styles at the most.',
    });
    expect(plan('/style noir', {}, [])).toMatchObject({ does: 'nothing' });
  });
});

describe('--style', () => {
  test('is for this once, and in place of what was chosen', () => {
    const made = plan('/imagine a fox --style noir, pixel art --n 2', { styles: named('oil') });
    expect(made).toMatchObject({
      does: 'make',
      requests: [{ prompt: 'a fox', count: 2, styles: named('noir', 'pixel-art') }],
      words: expect.stringContaining('Film noir and Pixel art') as string,
    });
  });

  test('left out, what was chosen goes with it; none is for once without', () => {
    const chosen = { styles: named('oil') };
    expect(plan('/imagine a fox', chosen)).toMatchObject({ requests: [{ styles: named('oil') }] });
    expect(plan('/imagine a fox --style none', chosen)).toMatchObject({
      requests: [{ styles: [] }],
    });
  });

  test('there twice means both, and what is no style is refused', () => {
    expect(plan('/imagine a fox --style noir --style oil')).toMatchObject({
      requests: [{ styles: named('noir', 'oil') }],
    });
    expect(plan('/imagine --style noir a fox')).toMatchObject({
      does: 'nothing',
      words: 'There is no style noir a fox. /style alone shows all of them.',
    });
  });

  test('a model that has styles of its own takes those, and ours too', () => {
    const choices = ['any', 'vector_illustration'];
    const own = { ...shapeModel, controls: [control('style', { type: 'choice', choices })] };
    const apply = (text: string) => applyParameters(text, draft, [own], styles);
    expect(apply('a fox --style vector_illustration')).toMatchObject({
      draft: { options: { style: 'vector_illustration' }, styles: [] },
    });
    expect(apply('a fox --style noir')).toMatchObject({
      draft: { options: {}, styles: named('noir') },
    });
  });
});

describe('completion', () => {
  const words = (text: string) => {
    const found = commandCompletion(text, text.length, {
      draft,
      models,
      styles,
      language,
      picture: '',
    });
    return found && { from: found.from, words: found.options.map((option) => option.words) };
  };

  test.each([
    ['/style noi', 7, ['Film noir']],
    ['/style film noir, ris', 18, ['Risograph']],
    ['/style no', 7, ['none', 'Cyanotype', 'Film noir', 'Linocut']],
    ['/imagine a fox --style ris', 23, ['Risograph']],
    ['/imagine a fox --style noir, soft p', 29, ['Soft pastel']],
    ['/imagine a fox --style=cov', 23, ['Our cover']],
  ])('%j', (text, from, options) => {
    expect(words(text)).toEqual({ from, words: options });
  });

  test('after the space all are offered, the room’s first; a name that is written out is done', () => {
    expect(words('/style ')?.words).toEqual([...styles.map(({ name }) => name), 'none']);
    expect(words('/style film noir')).toBeNull();
  });
});
