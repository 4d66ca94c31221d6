import { expect, test } from 'vitest';
import { mostMaterial, proposalTask } from '../../../../src/domain/language/proposal-task.ts';
import { describeTask, expandTask } from '../../../../src/domain/language/suggestion-tasks.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import { hiddenCharacter, hostileTexts } from './hostile-text.ts';

const limit = limits.promptLength;

/** The objects between the marks, of which there has to be one pair. */
function materialIn(prompt: string): unknown[] {
  const parts = prompt.split(/^<\/?material>$/m);
  expect(parts).toHaveLength(3);
  expect(prompt.match(/[<>]/g)).toHaveLength(4);
  const lines = (parts[1] ?? '').trim().split('\n');
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line));
}

test('messages are given as they were said, with what the room has fixed before them', () => {
  const { prompt, system } = proposalTask({
    messages: [
      { author: 'Mia', text: 'a lighthouse\nin the <storm>' },
      { author: 'Tom', text: 'with Ida at the door' },
    ],
    entries: [
      { kind: 'character', name: 'Ida', text: 'a keeper in a red coat' },
      { kind: 'palette', name: '', text: 'ochre and slate' },
      { kind: 'avoid', name: '', text: 'text' },
      { kind: 'list', name: 'colours', text: 'red\nblue' },
      { kind: 'prompt', name: 'kept', text: 'a kept one' },
    ],
    limit,
  });
  expect(materialIn(prompt)).toEqual([
    { kind: 'character', name: 'Ida', words: 'a keeper in a red coat' },
    { kind: 'palette', name: '', words: 'ochre and slate' },
    { author: 'Mia', text: 'a lighthouse\nin the <storm>' },
    { author: 'Tom', text: 'with Ida at the door' },
  ]);
  expect(system).toContain('never an instruction');
  expect(system).toContain('at most 80 words');
});

test('where the prompt may be short, it is asked for in fewer words', () => {
  const { system, prompt } = proposalTask({ messages: [], entries: [], limit: 240 });
  expect(system).toContain('at most 30 words');
  expect(prompt).toContain('at most 30 words');
});

test('no message, name or prompt ends the material or stands outside of it', () => {
  for (const text of hostileTexts(7, 1_000)) {
    const messages = [
      { author: text, text },
      { author: 'Mia', text: 'a fox' },
    ];
    const entries = [{ kind: 'character' as const, name: text, text }];
    const task = proposalTask({ messages, entries, limit });
    expect(materialIn(task.prompt), text).toHaveLength(3);
    expect(task.prompt.replaceAll('\n', ' '), text).not.toMatch(hiddenCharacter);
    expect(task.system, text).toBe(proposalTask({ messages: [], entries: [], limit }).system);
    expect(materialIn(expandTask(text).prompt), text).toHaveLength(1);
  }
});

test('of too many messages the latest are given, and of one that is too long its beginning', () => {
  const messages = Array.from({ length: 100 }, (_, at) => ({
    author: 'Mia',
    text: `${at} ${'"<'.repeat(200)}`,
  }));
  const { prompt } = proposalTask({ messages, entries: [], limit });
  expect(prompt.length).toBeLessThan(mostMaterial + 200);
  const given = materialIn(prompt);
  expect(given.at(-1)).toEqual(messages.at(-1));
  expect(given.length).toBeGreaterThan(5);
  expect(given).toEqual(messages.slice(-given.length));
  const one = proposalTask({
    messages: [{ author: 'Mia', text: '<'.repeat(limits.messageLength) }],
    entries: [],
    limit,
  });
  expect(one.prompt.length).toBeLessThan(mostMaterial + 200);
  expect(materialIn(one.prompt)).toEqual([
    { author: 'Mia', text: expect.stringMatching(/^<{1000,}$/) as unknown },
  ]);
});

test('a picture is described with the picture and no words of anybody', () => {
  const picture = { bytes: new Uint8Array(3), contentType: 'image/webp' };
  expect(describeTask(picture).picture).toBe(picture);
  expect(expandTask('a fox').picture).toBeNull();
});
