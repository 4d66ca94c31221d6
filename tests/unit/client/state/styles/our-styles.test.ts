import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ourStyles, styleGroups } from '../../../../../src/client/state/styles/our-styles.ts';
import { pictureOfOurs } from '../../../../../src/client/state/styles/style-choice.ts';
import { styleSchema } from '../../../../../src/protocol/style.ts';

const folder = path.resolve(import.meta.dirname, '../../../../../public/styles');
const fileOf = (id: string) => path.join(folder, `${id}.webp`);

test('there are two dozen styles of ours, each with an id and a name of its own', () => {
  expect(ourStyles).toHaveLength(24);
  expect(new Set(ourStyles.map(({ id }) => id)).size).toBe(24);
  expect(new Set(ourStyles.map(({ name }) => name.toLowerCase())).size).toBe(24);
});

test('every kind has some, and they stand kind by kind', () => {
  const kinds = ourStyles.map(({ group }) => group).filter((group, i, all) => group !== all[i - 1]);
  expect(kinds).toEqual(Object.keys(styleGroups));
});

test.each(ourStyles.map((style) => [style.id, style] as const))(
  'the style %s is short, says something, and leaves something out',
  (_, { name, text, negative_prompt }) => {
    const style = { name, text, negative_prompt };
    expect(styleSchema.parse(style)).toEqual(style);
    expect(text).toMatch(/^\S.{20,100}\S$/);
    expect(negative_prompt).toMatch(/^\S.{10,50}\S$/);
  },
);

test('no style leaves out what another one asks for', () => {
  const terms = (text: string) => text.toLowerCase().split(/,\s*/);
  const wanted = new Set(ourStyles.flatMap(({ text }) => terms(text)));
  const clashes = ourStyles.flatMap(({ negative_prompt }) =>
    terms(negative_prompt).filter((term) => wanted.has(term)),
  );
  expect(clashes).toEqual([]);
});

test('every style has a picture, and together they are small', async () => {
  for (const { id } of ourStyles) {
    expect(existsSync(fileOf(id)), pictureOfOurs(id)).toBe(true);
    expect(await sharp(fileOf(id)).metadata()).toMatchObject({
      format: 'webp',
      width: 320,
      height: 240,
    });
  }
  const bytes = ourStyles.reduce((sum, { id }) => sum + statSync(fileOf(id)).size, 0);
  expect(bytes).toBeLessThan(250 * 1024);
});

test('no picture stands there that no style has', () => {
  const named = ourStyles.map(({ id }) => `${id}.webp`);
  expect(readdirSync(folder).toSorted()).toEqual(named.toSorted());
});
