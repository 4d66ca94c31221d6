import { nanoid } from 'nanoid';
import type { ClientMessage } from '../../protocol/client-message.ts';
import type { EntryFields, EntryKind, EntryRow } from '../../protocol/entries.ts';
import { idLength } from '../../protocol/ids.ts';
import { limits } from '../../protocol/limits.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

type Request<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** Puts something new into the room's context. */
export function addEntry(request: Request<'entry_add'>, context: RequestContext): Answer {
  const { entries, store, userId, now } = context;
  if (!store.chat()) return refused('not_found', 'There is no such room.');
  const { kind, name, text, negative_prompt, tags, always } = request;
  const fields = { name, text, negative_prompt, tags, always };
  const why = whyNot(kind, fields, null, context);
  if (why) return why;
  const row = entries.put(
    {
      id: nanoid(idLength),
      kind,
      ...fields,
      created_by: userId,
      updated_by: userId,
      created_at: now,
      updated_at: now,
      deleted_at: null,
    },
    context,
  );
  return { ok: true, ack: { id: row.id, rev: row.rev } };
}

/** Changes an entry, takes it away or brings it back. */
export function changeEntry(request: Request<'entry_change'>, context: RequestContext): Answer {
  const { entries, userId, now } = context;
  const entry = entries.get(request.entry_id);
  if (!entry) return refused('not_found', 'That is not in this room.');
  const { deleted } = request;
  const fields: EntryFields = {
    name: request.name ?? entry.name,
    text: request.text ?? entry.text,
    negative_prompt: request.negative_prompt ?? entry.negative_prompt,
    tags: request.tags ?? entry.tags,
    always: request.always ?? entry.always,
  };
  const isDeleted = deleted ?? entry.deleted_at !== null;
  const why = isDeleted ? null : whyNot(entry.kind, fields, entry, context);
  if (why) return why;
  const deleted_at = isDeleted ? (entry.deleted_at ?? now) : null;
  const changed = { ...entry, ...fields, deleted_at };
  if (JSON.stringify(changed) === JSON.stringify(entry)) {
    return { ok: true, ack: { id: entry.id, rev: entry.rev } };
  }
  const row = entries.put({ ...changed, updated_by: userId, updated_at: now }, context);
  return { ok: true, ack: { id: row.id, rev: row.rev } };
}

/** Kinds that are found by their names, in words. */
const named: Partial<Record<EntryKind, string>> = {
  character: 'character',
  list: 'list',
  style: 'style',
};

/** Why an entry cannot be so: too many, no name, or a name that another one has. */
function whyNot(
  kind: EntryKind,
  { name, text, negative_prompt }: EntryFields,
  entry: EntryRow | null,
  { entries }: RequestContext,
): (Answer & { ok: false }) | null {
  const word = named[kind];
  if (word !== undefined && name === '') return invalid('name', `Give the ${word} a name.`);
  if (word === undefined && text === '' && negative_prompt === '') {
    return invalid('text', 'Write something first.');
  }
  const all = entries.all();
  const isNew = entry === null || entry.deleted_at !== null;
  if (isNew && all.length >= limits.entries) {
    const words = `A room keeps ${limits.entries} of these at the most. Take some away first.`;
    return refused('too_many', words);
  }
  const sameName = (other: EntryRow) =>
    other.kind === kind && other.id !== entry?.id && isSame(other.name, name);
  if (word !== undefined && all.some(sameName)) {
    return invalid('name', `There is a ${word} called ${name} already.`);
  }
  return null;
}

function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en') === other.toLocaleLowerCase('en');
}

function invalid(field: string, message: string): Answer & { ok: false } {
  return { ok: false, error: { code: 'invalid', message, field } };
}
