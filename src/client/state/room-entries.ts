import type { EntryFields, EntryKind, EntryRow } from '../../protocol/entries.ts';
import type { EntryRequest } from './chat-state.ts';

/** A field of an entry that is written, not chosen. */
export const writtenFields = ['name', 'text', 'negative_prompt'] as const;

export type WrittenField = (typeof writtenFields)[number];

/** What of the room's context is on the page: as the room has it, with what I asked for. */
export interface ShownEntry {
  /** The entry's id; of one that the server does not have yet, that of the request for it. */
  key: string;
  id: string | null;
  kind: EntryKind;
  /** With what is on its way to the server. */
  fields: EntryFields;
  /** What I wrote and was refused, by field: it is not lost, but it is not so. */
  refused: Partial<Record<WrittenField, string>>;
  /** Why, in a sentence, and the field that it is about; `null` where it is about all of it. */
  refusal: { message: string; field: WrittenField | null } | null;
  /** Whether something of it is on its way to the server. */
  waits: boolean;
  /** Who changed it last, and when; `null` for one that the server does not have yet. */
  changed: { by: string; at: number } | null;
}

/** The entries in the order in which they came to be, with what I asked for of them. */
export function shownEntries(
  entries: ReadonlyMap<string, EntryRow>,
  requests: readonly EntryRequest[],
): ShownEntry[] {
  const shown = [...entries.values()]
    .toSorted((a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1))
    .flatMap((row) => {
      const asked = requests.filter(({ entry_id }) => entry_id === row.id);
      return asked.some(({ deleted, refusal }) => deleted && !refusal)
        ? []
        : [withAsked(row, asked)];
    });
  return [...shown, ...requests.flatMap(newEntry)];
}

function withAsked(row: EntryRow, asked: readonly EntryRequest[]): ShownEntry {
  const onTheirWay = asked.filter(({ refusal }) => refusal === null);
  const { name, text, negative_prompt, tags, always } = row;
  const fields = { name, text, negative_prompt, tags, always };
  for (const { change } of onTheirWay) Object.assign(fields, change);
  const latest = asked.findLast(({ refusal }) => refusal !== null);
  return {
    key: row.id,
    id: row.id,
    kind: row.kind,
    fields,
    refused: Object.assign({}, ...asked.filter(({ refusal }) => refusal).map(writtenOf)),
    refusal: latest ? refusalOf(latest) : null,
    waits: onTheirWay.length > 0,
    changed: { by: row.updated_by, at: row.updated_at },
  };
}

function newEntry(request: EntryRequest): ShownEntry[] {
  const { client_id, kind, change, refusal } = request;
  if (kind === null) return [];
  const fields = { name: '', text: '', negative_prompt: '', tags: [], always: true, ...change };
  return [
    {
      key: client_id,
      id: null,
      kind,
      fields,
      refused: {},
      refusal: refusalOf(request),
      waits: refusal === null,
      changed: null,
    },
  ];
}

function writtenOf({ change }: EntryRequest): Partial<Record<WrittenField, string>> {
  return Object.fromEntries(
    writtenFields.flatMap((field) => (field in change ? [[field, change[field]]] : [])),
  );
}

function refusalOf({ refusal, change }: EntryRequest): ShownEntry['refusal'] {
  if (!refusal) return null;
  const written = writtenFields.filter((field) => field in change);
  const field = written.find((one) => one === refusal.field) ?? null;
  return {
    message: refusal.message,
    field: field ?? (written.length === 1 ? (written[0] ?? null) : null),
  };
}
