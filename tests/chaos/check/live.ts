import { isDeepStrictEqual } from 'node:util';
import type { History, Known, MessageRow, Read, Violation } from '../history.ts';
import { evidenceOf, messagesOf, requestsOf } from './requests.ts';

const invariant = 'live = fetched';

/**
 * Invariant 4: what a device folded from what it was told, live and after coming back, equals what
 * is read afresh; and a resume tells of exactly what changed since.
 */
export function liveEqualsFetched(history: History): Violation[] {
  const [read] = history.reads;
  if (!read) return [];
  return [...wrongViews(history, read), ...wrongResumes(history, read)];
}

function wrongViews(history: History, read: Read): Violation[] {
  return history.known.flatMap(({ device, when, known }) => {
    const wrong = difference(known, read);
    if (!wrong) return [];
    const words = `${device} (${when}, revision ${known.rev} of ${read.rev}) ${wrong.words}`;
    const evidence = [...wrong.rows, ...evidenceOf(history, { id: wrong.rows[0]?.id ?? '' })];
    return [{ invariant, words, evidence }];
  });
}

type Difference = { words: string; rows: MessageRow[] };

function difference(known: Known, read: Read): Difference | null {
  const fresh = new Map(read.messages.map((row) => [row.id, row]));
  const mine = new Map(known.messages.map((row) => [row.id, row]));
  for (const row of known.messages) {
    const now = fresh.get(row.id);
    if (!now) return { words: `has ${row.client_id}, which is not there`, rows: [row] };
    if (!isDeepStrictEqual(now, row)) {
      return { words: `has another version of ${row.client_id}`, rows: [row, now] };
    }
  }
  const lacking = read.messages.find(({ id, seq }) => seq >= known.floor && !mine.has(id));
  return lacking ? { words: `lacks ${lacking.client_id}`, rows: [lacking] } : null;
}

function wrongResumes(history: History, read: Read): Violation[] {
  const messages = messagesOf(requestsOf(history).values());
  return history.resumes.flatMap(({ from, to, messages: told }) => {
    const ids = new Map(told.map((row) => [row.id, row]));
    const found = (words: string, id: string) => [
      {
        invariant,
        words: `a resume from ${from} to ${to} ${words}`,
        evidence: evidenceOf(history, { id }),
      },
    ];
    const missing = read.messages.find(
      (row) => row.rev > from && !isDeepStrictEqual(ids.get(row.id), row),
    );
    if (missing) return found(`lacks ${missing.client_id} of revision ${missing.rev}`, missing.id);
    for (const [id, { deletes, send }] of messages) {
      const gone = deletes.find(({ oks }) => (oks[0]?.rev ?? 0) > from);
      if (gone && typeof ids.get(id)?.deleted_at !== 'number') {
        return found(`does not say that ${send.clientId} was deleted`, id);
      }
    }
    const surplus = told.find(
      (row) =>
        row.rev <= from ||
        (row.deleted_at === null && !read.messages.some((now) => now.id === row.id)),
    );
    return surplus ? found(`tells of ${surplus.client_id}, which it should not`, surplus.id) : [];
  });
}
