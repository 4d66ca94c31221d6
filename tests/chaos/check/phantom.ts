import type { History, Violation } from '../history.ts';
import { evidenceOf, messagesOf, requestKey, requestsOf, shownVersions } from './requests.ts';

const invariant = 'no phantom or duplicate';

/**
 * Invariant 2: every message that anybody was ever shown was asked for before, says what was asked
 * to be said, and stands once for each request.
 */
export function noPhantom(history: History): Violation[] {
  return [...phantoms(history), ...duplicates(history)];
}

function phantoms(history: History): Violation[] {
  const requests = requestsOf(history);
  const messages = messagesOf(requests.values());
  const seen = new Set<string>();
  return shownVersions(history).flatMap(({ row, at, by }) => {
    const version = `${row.id}@${row.rev}`;
    if (seen.has(version)) return [];
    seen.add(version);
    const send = requests.get(requestKey(row.author_id, row.client_id));
    const evidence = evidenceOf(history, { id: row.id, clientId: row.client_id });
    const found = (words: string) => [{ invariant, words, evidence: [...evidence, row] }];
    if (!send || send.invokedAt > at) {
      return found(`${by} was shown ${row.client_id} of ${row.author_id}, which nobody sent`);
    }
    if (row.deleted_at !== null || !('text' in send.request)) return [];
    const edits = messages.get(row.id)?.edits ?? [];
    const texts = [send, ...edits]
      .filter(({ invokedAt }) => invokedAt <= at)
      .map(({ request }) => ('text' in request ? request.text : ''));
    if (texts.includes(row.text) || !messages.has(row.id)) return [];
    return found(`${by} was shown ${row.client_id} saying "${row.text}", which nobody wrote`);
  });
}

function duplicates(history: History): Violation[] {
  return history.reads.flatMap((read) => {
    const byRequest = Map.groupBy(read.messages, ({ author_id, client_id }) =>
      requestKey(author_id, client_id),
    );
    return [...byRequest.values()]
      .filter((rows) => rows.length > 1)
      .map((rows) => ({
        invariant,
        words: `${rows[0]?.client_id} stands ${rows.length} times in what ${read.by} reads`,
        evidence: [
          ...evidenceOf(history, { clientId: rows[0]?.client_id ?? '' }),
          ...rows.slice(0, 3),
        ],
      }));
  });
}
