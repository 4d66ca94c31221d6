import type { History, MessageRow, Violation } from '../history.ts';
import {
  evidenceOf,
  messagesOf,
  requestsOf,
  type MessageLog,
  type RequestLog,
} from './requests.ts';

/**
 * Invariant 1: what was acknowledged is in every final history, with the text of the last edit and
 * the reactions that were set last; what was acknowledged as deleted is in none.
 */
export function noLostAck(history: History): Violation[] {
  const messages = messagesOf(requestsOf(history).values());
  return history.reads.flatMap((read) => {
    const rows = new Map(read.messages.map((row) => [row.id, row]));
    return [...messages].flatMap(([id, message]) => {
      const wrong = wrongWith(message, rows.get(id));
      if (wrong === null) return [];
      const words = `${wrong}, as ${read.by} reads it`;
      return [
        { invariant: 'no lost ack', words, evidence: evidenceOf(history, aboutOf(id, message)) },
      ];
    });
  });
}

const aboutOf = (id: string, { send }: MessageLog) => ({ id, clientId: send.clientId });

function wrongWith(message: MessageLog, row: MessageRow | undefined): string | null {
  const name = message.send.clientId;
  const isDeleted = message.deletes.some(({ oks }) => oks.length > 0);
  if (isDeleted) return row ? `${name} was acknowledged as deleted and is there` : null;
  if (!row) return message.deletes.length > 0 ? null : `${name} was acknowledged and is not there`;
  const texts = possibleTexts(message);
  if (!texts.includes(row.text)) {
    return `${name} should say ${JSON.stringify(texts)} and says "${row.text}"`;
  }
  const { request } = message.send;
  if ('reply_to' in request && row.reply_to !== request.reply_to) {
    return `${name} should answer ${request.reply_to} and answers ${String(row.reply_to)}`;
  }
  return wrongReaction(message, row);
}

const revOf = (log: RequestLog) => log.oks[0]?.rev ?? Infinity;

/** The text of the last acknowledged edit, or of one that was never answered. */
function possibleTexts({ send, edits }: MessageLog): string[] {
  const answered = edits.filter(({ oks }) => oks.length > 0);
  const last = answered.toSorted((a, b) => revOf(a) - revOf(b)).at(-1) ?? send;
  const open = edits.filter(({ oks }) => oks.length === 0);
  return [last, ...open].flatMap(({ request }) => ('text' in request ? [request.text] : []));
}

function wrongReaction({ send, reactions }: MessageLog, row: MessageRow): string | null {
  const byKey = Map.groupBy(reactions, ({ userId, request }) =>
    request.type === 'reaction_set' ? `${request.reaction} of ${userId}` : '',
  );
  const there = new Set(
    (row.reactions ?? []).flatMap(({ reaction, user_ids }) =>
      user_ids.map((id) => `${reaction} of ${id}`),
    ),
  );
  for (const [key, logs] of byKey) {
    if (logs.some(({ oks }) => oks.length === 0)) continue;
    const last = logs.toSorted((a, b) => revOf(a) - revOf(b)).at(-1);
    const wanted = last?.request.type === 'reaction_set' && last.request.on;
    if (wanted !== there.has(key)) {
      return `${send.clientId} should ${wanted ? '' : 'not '}have ${key}`;
    }
  }
  const unasked = [...there].find((key) => !byKey.has(key));
  return unasked === undefined ? null : `${send.clientId} has ${unasked}, which nobody set`;
}
