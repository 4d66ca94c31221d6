import type {
  EntryChange,
  EntryChangeRecord,
  EntryKind,
  EntryRow,
} from '../../protocol/entries.ts';

/** What a change did to one thing of an entry. */
export interface ChangedPart {
  label: string;
  before: string;
  after: string;
}

/** A change of the room's context, to be read. */
export interface HistoryLine {
  key: number;
  by: string;
  at: number;
  /** What was done: "changed the character Ida". */
  deed: string;
  parts: ChangedPart[];
  entry_id: string;
  /** What brings it back as it was before; `null` where it is so. */
  back: EntryChange | null;
  /** What that does: what was added goes. */
  back_words: 'Bring back' | 'Take away';
}

const nouns: Record<EntryKind, string> = {
  style: 'the look',
  palette: 'the palette',
  character: 'the character',
  avoid: 'what is left out',
  list: 'the list',
  prompt: 'the kept prompt',
};

/** Of entries without a name, so many characters of their words. */
const titleLength = 40;

/** What an entry is called in a sentence: "the character Ida", "the palette “ochre, slate”". */
export function entryTitle(entry: Pick<EntryRow, 'kind' | 'name' | 'text'>): string {
  const noun = nouns[entry.kind];
  if (entry.name !== '') return `${noun} ${entry.name}`;
  const words = entry.text.replaceAll(/\s+/g, ' ').trim();
  if (words === '') return noun;
  const short =
    words.length > titleLength
      ? `${words.slice(0, titleLength).replace(/[,;.\s]+\S*$/, '')}…`
      : words;
  return `${noun} “${short}”`;
}

/**
 * The latest changes in words, the newest first.
 *
 * @param now the entries as they are, without those that were taken away
 */
export function historyLines(
  changes: readonly EntryChangeRecord[],
  now: ReadonlyMap<string, EntryRow>,
): HistoryLine[] {
  const latest = new Map<string, EntryRow>();
  for (const { after } of changes) {
    const known = latest.get(after.id);
    if (!known || known.rev < after.rev) latest.set(after.id, after);
  }
  return changes.map((change) => {
    const { rev, user_id, at, after } = change;
    const current = now.get(after.id) ?? latest.get(after.id) ?? after;
    const back = wayBack(change, current);
    return {
      key: rev,
      by: user_id,
      at,
      deed: deedOf(change),
      parts: partsOf(change),
      entry_id: after.id,
      back,
      back_words: back?.deleted ? 'Take away' : 'Bring back',
    };
  });
}

/**
 * What takes one change back and leaves alone what was done to the rest of the entry since.
 *
 * @param current the entry as it is now
 * @returns `null` where there is nothing left of the change
 */
export function wayBack(
  { before, after }: EntryChangeRecord,
  current: EntryRow,
): EntryChange | null {
  const isThere = current.deleted_at === null;
  if (before === null) return isThere ? { deleted: true } : null;
  const wasThere = before.deleted_at === null;
  const back: EntryChange = {};
  const isOther = (field: 'name' | 'text' | 'negative_prompt' | 'always') =>
    before[field] !== after[field] && before[field] !== current[field];
  if (isOther('name')) back.name = before.name;
  if (isOther('text')) back.text = before.text;
  if (isOther('negative_prompt')) back.negative_prompt = before.negative_prompt;
  if (isOther('always')) back.always = before.always;
  const isOfTags = before.tags.join('\n') !== after.tags.join('\n');
  if (isOfTags && before.tags.join('\n') !== current.tags.join('\n')) back.tags = before.tags;
  if (wasThere !== isThere) back.deleted = !wasThere;
  return Object.keys(back).length === 0 ? null : back;
}

function deedOf({ before, after }: EntryChangeRecord): string {
  if (before === null) return `added ${entryTitle(after)}`;
  const title = entryTitle(before);
  if (before.deleted_at === null && after.deleted_at !== null) return `took away ${title}`;
  if (before.deleted_at !== null && after.deleted_at === null) return `brought back ${title}`;
  const hasWords = partsOf({ before, after }).length > 0;
  if (!hasWords && before.always !== after.always) {
    return `switched ${after.always ? 'on' : 'off'} ${title}`;
  }
  return `changed ${title}`;
}

function partsOf({ before, after }: Pick<EntryChangeRecord, 'before' | 'after'>): ChangedPart[] {
  const texts = { character: 'Description', list: 'Choices', avoid: 'Words', palette: 'Words' };
  const text = Object.entries(texts).find(([kind]) => kind === after.kind)?.[1] ?? 'Words';
  const of = (label: string, field: 'name' | 'text' | 'negative_prompt') => {
    const was = before?.[field] ?? '';
    return was === after[field] ? [] : [{ label, before: was, after: after[field] }];
  };
  const was = (before?.tags ?? []).join(', ');
  const is = after.tags.join(', ');
  return [
    // The name of a new one is in the sentence.
    ...(before === null ? [] : of('Name', 'name')),
    ...of(text, 'text'),
    ...of('Leave out', 'negative_prompt'),
    ...(was === is ? [] : [{ label: 'Tags', before: was, after: is }]),
  ];
}
