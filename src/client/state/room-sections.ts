import type { EntryFields } from '../../protocol/entries.ts';
import { choicesOf, listKey } from './named-lists.ts';
import { permutationsOf } from './permutations.ts';
import type { ShownEntry, WrittenField } from './room-entries.ts';

/** An entry on its card. */
export interface RoomCard extends ShownEntry {
  /**
   * - `there`: the room has it, or is about to;
   * - `new`: it is being written, or was not taken as it was written;
   * - `gone`: somebody took it away while I was writing in it.
   */
  state: 'there' | 'new' | 'gone';
}

/** The kinds that the panel "Room" shows; kept prompts have a place of their own. */
export type SectionKind = 'style' | 'palette' | 'character' | 'avoid' | 'list';

type Example = Pick<EntryFields, 'name' | 'text' | 'negative_prompt'>;

interface SectionText {
  kind: SectionKind;
  title: string;
  /** When it goes along. */
  note: string;
  add: string;
  /** What fills in a first one, so that it is seen what is meant. */
  example: Example;
  example_words: string;
}

export interface RoomSection extends SectionText {
  cards: RoomCard[];
}

const example = (name: string, text: string, negative_prompt = ''): Example => ({
  name,
  text,
  negative_prompt,
});

const sections: readonly SectionText[] = [
  {
    kind: 'style',
    title: 'Look',
    note: 'How pictures look here',
    add: 'Add a look',
    example: example('Linocut', 'linocut print, bold shapes, visible carving marks', 'photograph'),
    example_words: 'linocut print, bold shapes',
  },
  {
    kind: 'palette',
    title: 'Palette',
    note: 'Their colours',
    add: 'Add a palette',
    example: example('', 'ochre, slate blue, off-white, a little crimson'),
    example_words: 'ochre, slate blue, off-white',
  },
  {
    kind: 'character',
    title: 'Characters',
    note: 'When a prompt names them',
    add: 'Add a character',
    example: example('Ida', 'a lighthouse keeper of seventy, short white hair, red oilskin coat'),
    example_words: 'Ida, a lighthouse keeper of seventy',
  },
  {
    kind: 'avoid',
    title: 'Leave out',
    note: 'Where the model can',
    add: 'Add what to leave out',
    example: example('', 'text, watermark, frame'),
    example_words: 'text, watermark, frame',
  },
  {
    kind: 'list',
    title: 'Lists',
    note: 'To choose from in a prompt',
    add: 'Add a list',
    example: example('times of day', 'at dawn\nat noon\nat dusk\nat night'),
    example_words: 'times of day: dawn, noon, dusk, night',
  },
];

/**
 * The panel "Room" as it is shown.
 *
 * @param held entries in which I am writing, as they were last
 * @param fresh new ones that I am writing
 */
export function roomSections(
  shown: readonly ShownEntry[],
  held: Readonly<Record<string, ShownEntry>>,
  fresh: readonly ShownEntry[],
): RoomSection[] {
  const keys = new Set(shown.map(({ key }) => key));
  const cards: RoomCard[] = [
    ...shown.map((entry) => ({ ...entry, state: isRefusedNew(entry) ? 'new' : 'there' }) as const),
    ...Object.values(held)
      .filter(({ key }) => !keys.has(key))
      .map((entry) => ({ ...entry, state: 'gone' }) as const),
    ...fresh.map((entry) => ({ ...entry, state: 'new' }) as const),
  ];
  return sections.map((section) => ({
    ...section,
    cards: cards.filter(({ kind }) => kind === section.kind),
  }));
}

function isRefusedNew({ id, refusal }: ShownEntry): boolean {
  return id === null && refusal !== null;
}

/** A card to be written on. */
export function freshEntry(key: string, kind: SectionKind, words?: Example): ShownEntry {
  const fields = { ...(words ?? example('', '')), tags: [], always: true };
  return { key, id: null, kind, fields, refused: {}, refusal: null, waits: false, changed: null };
}

/** Kinds that go by their names. */
export function hasName({ kind }: Pick<ShownEntry, 'kind'>): boolean {
  return kind === 'style' || kind === 'character' || kind === 'list';
}

/** Kinds that go with every prompt, unless they are switched off. */
export function isSwitched({ kind }: Pick<ShownEntry, 'kind'>): boolean {
  return kind === 'style' || kind === 'palette' || kind === 'avoid';
}

/** What a field is called by whoever cannot see where it stands. */
export function fieldLabel(
  { kind, fields }: Pick<ShownEntry, 'kind' | 'fields'>,
  field: WrittenField,
): string {
  const of = fields.name === '' ? '' : ` of ${fields.name}`;
  if (field === 'name') return `Name${of}`;
  if (field === 'negative_prompt') return `Leave out${of}`;
  const labels = {
    character: 'Description',
    list: 'Choices',
    palette: 'Palette',
    avoid: 'Leave out',
  };
  return `${Object.entries(labels).find(([name]) => name === kind)?.[1] ?? 'Words'}${of}`;
}

/** How a prompt chooses from a list of that name, or why none can. */
export function listUse(name: string, text: string): string {
  const count = choicesOf(text).length;
  if (name.trim() === '') return 'One choice a line.';
  const key = listKey(name);
  const list = { name, choices: ['a', 'b'] };
  if (permutationsOf(`{${name}}`, new Map([[key, list]])).lists.length === 0) {
    return 'Prompts cannot use this name: leave out braces, bars and backslashes, and let it be no range.';
  }
  const choices = count === 1 ? '1 choice' : `${count} choices`;
  return `${choices}. Use it as {${name.trim()}} in a prompt.`;
}
