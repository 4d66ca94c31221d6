import { expect, test } from 'vitest';
import { commandCompletion } from '../../../../../src/client/state/commands/command-completion.ts';
import { commandPlan } from '../../../../../src/client/state/commands/command-plan.ts';
import { readCommand } from '../../../../../src/client/state/commands/read-command.ts';
import { parseDraft } from '../../../../../src/client/state/draft.ts';
import { noLists } from '../../../../../src/client/state/named-lists.ts';
import { movesOf } from '../../../../../src/client/state/next-moves.ts';
import { exactModel, image } from '../../builders.ts';

const models = [exactModel];
const all = { expand: true, describe: true };
const none = { expand: false, describe: false };

function plan(text: string, language = all, status: 'completed' | 'processing' = 'completed') {
  const typed = readCommand(text);
  if (typed.kind === 'words') throw new Error(`${text} is no command`);
  const row = image('lake', 5, { status, url: status === 'completed' ? '/lake' : null });
  const moves = movesOf(row, models, { describes: language.describe });
  return commandPlan(typed, {
    draft: parseDraft(null),
    models,
    styles: [],
    free: 40,
    simulated: false,
    language,
    lists: noLists,
    last: null,
    nameOf: () => 'Mira',
    picture: { image: row, whose: 'Mira’s', author: 'Mira', moves },
  });
}

function completed(text: string, language: typeof all): string[] {
  const given = {
    draft: parseDraft(null),
    models,
    styles: [],
    language,
    picture: 'the latest picture',
  };
  return commandCompletion(text, text.length, given)?.options.map(({ words }) => words) ?? [];
}

test('/describe is of the picture, and only of one that is finished', () => {
  expect(plan('/describe')).toMatchObject({
    does: 'move',
    move: 'describe',
    words: 'Of Mira’s picture: a quiet lake · Describe in words',
  });
  expect(plan('/describe it')).toMatchObject({ words: 'Nothing follows /describe.' });
  expect(plan('/describe', all, 'processing')).toMatchObject({
    does: 'nothing',
    words: 'That picture is not finished. Answer another one, or wait for it.',
  });
});

test('/expand takes the words that follow it, and asks for some', () => {
  expect(plan('/expand  a fox ')).toMatchObject({ does: 'expand', prompt: 'a fox' });
  expect(plan('/expand')).toMatchObject({
    does: 'nothing',
    words: 'Write a few words after it, such as /expand a fox.',
  });
});

test('without a language model they are not offered, and say why they do nothing', () => {
  expect(completed('/', all)).toEqual(expect.arrayContaining(['/describe', '/expand']));
  expect(completed('/', none)).not.toEqual(expect.arrayContaining(['/describe']));
  expect(completed('/', none)).not.toEqual(expect.arrayContaining(['/expand']));
  expect(plan('/describe', none)).toMatchObject({
    does: 'nothing',
    words: 'No model here can say what a picture shows.',
    unknown: false,
  });
  expect(plan('/expand a fox', none)).toMatchObject({
    does: 'nothing',
    words: 'No model here can write a richer prompt.',
    unknown: false,
  });
});
