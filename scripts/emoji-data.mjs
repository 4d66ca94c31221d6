import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

/**
 * Writes `src/client/emoji/emoji-data.json`: every emoji once, without tones of skin, with its
 * shortcodes and a few words by which it is found. To be run after an update of emojibase-data.
 */

/** @param {string} name */
const read = (name) =>
  JSON.parse(readFileSync(path.join(root, 'node_modules/emojibase-data/en', name), 'utf8'));

/** @type {{ hexcode: string, unicode: string, label: string, group?: number, order?: number, tags?: string[] }[]} */
const all = read('compact.json');
/** @type {Record<string, string | string[]>} */
const common = read('shortcodes/github.json');
/** @type {Record<string, string | string[]>} */
const others = read('shortcodes/emojibase.json');

const groups = [
  { name: 'Smileys', group: 0 },
  { name: 'People', group: 1 },
  { name: 'Nature', group: 3 },
  { name: 'Food', group: 4 },
  { name: 'Places', group: 5 },
  { name: 'Activities', group: 6 },
  { name: 'Objects', group: 7 },
  { name: 'Symbols', group: 8 },
  { name: 'Flags', group: 9 },
];

/** @param {(typeof all)[number]} emoji */
function lineOf({ hexcode, unicode, label, tags = [] }) {
  const codes = [common[hexcode] ?? [], others[hexcode] ?? []].flat();
  const kept = [...new Set(codes)].slice(0, 2);
  const known = `${kept.join(' ')} ${label}`.toLowerCase();
  const words = tags
    .flatMap((tag) => tag.toLowerCase().match(/[a-z]{3,}/g) ?? [])
    .filter((word) => !known.includes(word));
  // Of an emoji that is one by itself the sign that makes it one says nothing.
  const drawn = unicode.replaceAll(/(\p{Emoji_Presentation})\uFE0F/gu, '$1');
  return [drawn, kept.join('/'), ...[...new Set(words)].slice(0, 3)].join(' ');
}

const data = groups.map(({ name, group }) => ({
  name,
  emoji: all
    .filter((emoji) => emoji.group === group)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map(lineOf),
}));

writeFileSync(
  path.join(root, 'src/client/emoji/emoji-data.json'),
  `${JSON.stringify(data, null, 2)}\n`,
);
