import { describe, expect, test } from 'vitest';
import {
  additionsFor,
  composePrompt,
  placeOfName,
  wordsOf,
  type AdditionSources,
} from '../../../src/protocol/compose-prompt.ts';
import { entryKinds, type EntryKind, type EntryRow } from '../../../src/protocol/entries.ts';
import { changeOf } from '../../../src/protocol/follow-up.ts';
import { limits } from '../../../src/protocol/limits.ts';
import { Random } from '../../chaos/random.ts';

const nothing: AdditionSources = { earlier: null, entries: [], without: [], styles: [] };

let count = 0;
function entry(kind: EntryKind, more: Partial<EntryRow> = {}): EntryRow {
  count += 1;
  return {
    id: String(count).padStart(22, 'e'),
    rev: count,
    kind,
    name: '',
    text: '',
    negative_prompt: '',
    tags: [],
    always: true,
    created_by: 'ada',
    updated_by: 'ada',
    created_at: count,
    updated_at: count,
    deleted_at: null,
    ...more,
  };
}

const ida = entry('character', { name: 'Ida', text: 'a keeper of seventy in a red coat' });
const tom = entry('character', { name: 'Tom', text: 'her grey cat' });
const wash = entry('style', { name: 'Wash', text: 'loose watercolour', negative_prompt: 'photo' });
const ochre = entry('palette', { text: 'ochre and slate' });
const avoid = entry('avoid', { text: 'text, people' });
const colours = entry('list', { name: 'colours', text: 'red\nblue' });
const room = [avoid, wash, tom, ochre, colours, ida];

function compose(prompt: string, more: Partial<AdditionSources> = {}, takesNegative = true) {
  const typed = { prompt, negative_prompt: '' };
  const additions = additionsFor(typed, { ...nothing, entries: room, ...more });
  return composePrompt(typed, additions, takesNegative);
}

describe('what goes with a prompt', () => {
  test('a character whom it names, the palette and the style of the room', () => {
    const { prompt, negative_prompt, additions } = compose('Ida at the window');
    expect(prompt).toBe(
      'Ida at the window. Ida: a keeper of seventy in a red coat. Palette: ochre and slate. loose watercolour',
    );
    expect(negative_prompt).toBe('photo, text, people');
    expect(additions.map(({ kind }) => kind)).toEqual(['character', 'palette', 'style', 'avoid']);
  });

  test('characters come in the order in which they are named, whoever was there first', () => {
    const names = compose('Tom sleeps, ida reads to tom').additions.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['Tom', 'Ida']);
  });

  test('a name is a word of its own, in any script', () => {
    expect(placeOfName('a cathedral for Candida', 'Ida')).toBe(-1);
    expect(placeOfName('Ida’s house', 'ida')).toBe(0);
    expect(placeOfName('das Haus von Änne', 'änne')).toBe(13);
    expect(placeOfName('夜里的艾达和猫', '艾达')).toBe(3);
    expect(placeOfName('old   Ida Holm', 'ida holm')).toBe(6);
    expect(placeOfName('a (b) c', '(b)')).toBe(2);
  });

  test('a prompt without words takes nothing along', () => {
    expect(compose('').additions).toEqual([]);
  });

  test('what was left out this time, is switched off or was deleted does not go with it', () => {
    const gone = { ...ochre, deleted_at: 5 };
    const off = { ...wash, always: false };
    const { prompt, negative_prompt } = compose('Ida reads', {
      entries: [ida, gone, off, avoid],
      without: [ida.id],
    });
    expect(prompt).toBe('Ida reads');
    expect(negative_prompt).toBe('text, people');
  });

  test('chosen styles come after those of the room, as they were chosen', () => {
    const styles = ['ink', 'noir'].map((name) => ({ name, text: name, negative_prompt: '' }));
    expect(compose('a fox', { styles }).prompt).toBe(
      'a fox. Palette: ochre and slate. loose watercolour. ink. noir',
    );
  });

  test('the same words twice are added once', () => {
    const style = { name: 'Wash', text: 'loose watercolour', negative_prompt: 'photo' };
    expect(compose('a fox', { styles: [style] }).additions).toHaveLength(3);
  });

  test('a model without a negative prompt is not told what to leave out, and that is said', () => {
    const { negative_prompt, left_out, additions } = compose('a fox', {}, false);
    expect(negative_prompt).toBe('');
    expect(left_out).toMatchObject([{ why: 'no_negative_prompt', addition: { kind: 'avoid' } }]);
    expect(additions.every((addition) => addition.negative_prompt === '')).toBe(true);
  });

  test('a term that is left out already is not said twice', () => {
    const typed = { prompt: 'a fox', negative_prompt: 'Text, dogs' };
    const additions = additionsFor(typed, { ...nothing, entries: [avoid] });
    expect(composePrompt(typed, additions, true).negative_prompt).toBe('Text, dogs, people');
  });
});

describe('a follow-up', () => {
  test('begins with the words of before, and keeps who is in them', () => {
    const { prompt, additions } = compose('same but at night', { earlier: 'Ida at the window.' });
    expect(prompt).toMatch(/^Ida at the window, at night\. Ida: a keeper/);
    expect(additions.map(({ kind }) => kind).slice(0, 2)).toEqual(['earlier', 'character']);
  });

  test('of a follow-up goes on from all that was said', () => {
    const first = {
      prompt: 'same but at night',
      additions: compose('same but at night', { earlier: 'Ida at the window' }).additions,
    };
    expect(wordsOf(first)).toBe('Ida at the window, at night');
    const { prompt } = compose('same but in snow', { earlier: wordsOf(first) });
    expect(prompt).toMatch(/^Ida at the window, at night, in snow\./);
  });
});

const words = [
  'Ida',
  'Tom',
  'a fox',
  '{red|blue}',
  '🦊',
  'night,',
  'Palette:',
  '\n',
  '. ',
  'same but',
  'é',
];

function sentence(random: Random, most: number): string {
  return Array.from({ length: random.between(0, most) }, () => random.pick(words)).join(' ');
}

/** Typed words and sources by chance: everything empty, short or far too long. */
function anything(random: Random) {
  const long = (most: number) => sentence(random, random.chance(0.15) ? 900 : most);
  const entries = Array.from({ length: random.between(0, 12) }, () =>
    entry(random.pick(entryKinds), {
      name: random.chance(0.5) ? 'Ida' : sentence(random, 3),
      text: long(9),
      negative_prompt: long(4),
      always: random.chance(0.75),
      deleted_at: random.chance(0.2) ? 1 : null,
    }),
  );
  const styles = Array.from({ length: random.between(0, 4) }, () => ({
    name: 'S',
    text: long(6),
    negative_prompt: long(3),
  }));
  const typed = { prompt: long(8), negative_prompt: long(5) };
  const earlier = random.chance(0.3) ? sentence(random, 9) : null;
  const without = entries.filter(() => random.chance(0.2)).map(({ id }) => id);
  return {
    typed,
    sources: { earlier, entries, without, styles },
    takesNegative: random.chance(0.5),
  };
}

describe.each([1, 2, 3])('whatever is typed and kept, by seed %d', (seed) => {
  const random = new Random(seed);
  const cases = Array.from({ length: 400 }, () => anything(random));

  test('nothing that was typed is lost', () => {
    for (const { typed, sources, takesNegative } of cases) {
      const made = composePrompt(typed, additionsFor(typed, sources), takesNegative);
      const kept = sources.earlier === null ? typed.prompt : changeOf(typed.prompt);
      if (typed.prompt.trim() !== '') expect(made.prompt).toContain(kept.trimEnd());
      expect(made.negative_prompt.trim().startsWith(typed.negative_prompt.trim())).toBe(true);
    }
  });

  test('the order of what is kept changes nothing', () => {
    for (const { typed, sources, takesNegative } of cases) {
      const turned = { ...sources, entries: sources.entries.toReversed() };
      expect(composePrompt(typed, additionsFor(typed, turned), takesNegative)).toEqual(
        composePrompt(typed, additionsFor(typed, sources), takesNegative),
      );
    }
  });

  test('additions never make it longer than is allowed', () => {
    for (const { typed, sources, takesNegative } of cases) {
      const bare = composePrompt(
        typed,
        additionsFor(typed, { ...nothing, earlier: sources.earlier }),
        takesNegative,
      );
      const made = composePrompt(typed, additionsFor(typed, sources), takesNegative);
      const most = limits.composedPromptLength;
      expect(made.prompt.length).toBeLessThanOrEqual(Math.max(most, bare.prompt.length));
      expect(made.negative_prompt.length).toBeLessThanOrEqual(
        Math.max(most, typed.negative_prompt.length),
      );
    }
  });

  test('every word comes from what was typed, kept here or chosen', () => {
    for (const { typed, sources, takesNegative } of cases) {
      const { additions, left_out } = composePrompt(
        typed,
        additionsFor(typed, sources),
        takesNegative,
      );
      for (const { entry_id, kind, text } of [
        ...additions,
        ...left_out.map(({ addition }) => addition),
      ]) {
        const source = sources.entries.find(({ id }) => id === entry_id);
        if (entry_id !== null) expect([source?.text, '']).toContain(text);
        else if (kind === 'style')
          expect(['', ...sources.styles.map((style) => style.text)]).toContain(text);
        else expect(text).toBe(sources.earlier);
        expect(source?.deleted_at ?? null).toBeNull();
        expect(sources.without).not.toContain(entry_id);
      }
    }
  });

  test('what was added makes the same prompt again', () => {
    for (const { typed, sources, takesNegative } of cases) {
      const made = composePrompt(typed, additionsFor(typed, sources), takesNegative);
      const again = composePrompt(typed, made.additions, takesNegative);
      expect(again).toEqual({ ...made, left_out: [] });
    }
  });
});
