import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { composePrompt } from '../../../src/protocol/compose-prompt.ts';
import { ourStyles } from '../../../src/client/state/styles/our-styles.ts';
import { styleOf } from '../../../src/client/state/styles/style-choice.ts';
import { paint } from '../../../src/simulator/painting/paint.ts';
import { readPrompt } from '../../../src/simulator/painting/read-prompt.ts';

const typed = { prompt: 'a lighthouse by the sea, noon', negative_prompt: '' };

function withStyles(styles: typeof ourStyles): { prompt: string; negative_prompt: string } {
  const additions = styles.map((style) => ({
    kind: 'style' as const,
    entry_id: null,
    ...styleOf(style),
  }));
  return composePrompt(typed, additions, true);
}

async function print(words: { prompt: string; negative_prompt: string }): Promise<string> {
  const { data } = await paint({ ...words, seed: 3, width: 128, height: 96 });
  return createHash('sha256').update(data).digest('hex');
}

test.each(ourStyles.map((style) => [style.id, style] as const))(
  'the painter knows the style %s, and leaves what stands where',
  (id, style) => {
    const { prompt, negative_prompt } = withStyles([style]);
    const plain = readPrompt(typed.prompt, '');
    expect(readPrompt(prompt, negative_prompt)).toMatchObject({ looks: [id], hash: plain.hash });
  },
);

test('every style of ours is another picture, the same one each time', async () => {
  const prints: string[] = [await print(typed)];
  for (const style of ourStyles) prints.push(await print(withStyles([style])));
  expect(new Set(prints).size).toBe(ourStyles.length + 1);
  const again: string[] = [await print(typed)];
  for (const style of ourStyles) again.push(await print(withStyles([style])));
  expect(again).toEqual(prints);
});

test('two styles are both seen, whichever was chosen first', () => {
  const [noir, pixels] = ['noir', 'pixel-art'].map((id) => ourStyles.filter((s) => s.id === id));
  const both = withStyles([...(noir ?? []), ...(pixels ?? [])]);
  const other = withStyles([...(pixels ?? []), ...(noir ?? [])]);
  for (const { prompt, negative_prompt } of [both, other]) {
    expect(readPrompt(prompt, negative_prompt).looks).toEqual(['noir', 'pixel-art']);
  }
});

test('any two styles of ours go together: neither leaves the other out', () => {
  for (const [i, one] of ourStyles.entries()) {
    for (const other of ourStyles.slice(i + 1)) {
      const { prompt, negative_prompt } = withStyles([one, other]);
      expect(readPrompt(prompt, negative_prompt).looks).toHaveLength(2);
    }
  }
});

test('a style that is denied or left out is not painted', () => {
  expect(readPrompt('a fox, no watercolor', '').looks).toEqual([]);
  expect(readPrompt('a fox, watercolor', 'watercolor').looks).toEqual([]);
  expect(readPrompt('a fox, watercolor', '').looks).toEqual(['watercolor']);
});

test('words that only resemble those of a style call for none', () => {
  const words = 'marbled ink, a mosaic of pastel tiles, a paper boat, golden hour, neon';
  expect(readPrompt(words, '').looks).toEqual([]);
});

test('a style lies on a large picture as on a small one', async () => {
  const words = withStyles(ourStyles.filter(({ id }) => id === 'noir'));
  const { data, width, height } = await paint({ ...words, seed: 3, width: 1024, height: 1024 });
  expect([width, height, data.length]).toEqual([1024, 1024, 1024 * 1024 * 3]);
  let grey = 0;
  for (let i = 0; i < data.length; i += 3) {
    if (Math.abs((data[i] ?? 0) - (data[i + 2] ?? 0)) < 8) grey += 1;
  }
  expect(grey).toBeGreaterThan(1024 * 1024 * 0.99);
});
