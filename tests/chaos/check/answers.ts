import type { History, Violation } from '../history.ts';
import { evidenceOf, isRefused, requestsOf } from './requests.ts';

/** Invariant 5: every acknowledgement of one `client_id` carries the same id and revision. */
export function idempotentAck(history: History): Violation[] {
  return [...requestsOf(history).values()].flatMap((log) => {
    const [first, ...others] = log.oks;
    const other = others.find(({ id, rev }) => id !== first?.id || rev !== first.rev);
    const invariant = 'idempotent ack';
    const evidence = evidenceOf(history, { clientId: log.clientId });
    if (other) {
      const words = `${log.clientId} was acknowledged as ${first?.id} at ${first?.rev} and as ${other.id} at ${other.rev}`;
      return [{ invariant, words, evidence }];
    }
    if (first && isRefused(log)) {
      return [{ invariant, words: `${log.clientId} was both acknowledged and refused`, evidence }];
    }
    return [];
  });
}

/** A refusal that is no broken rule of the client's: to wait, or that the message is gone. */
export function honestRefusals(history: History): Violation[] {
  const requests = [...requestsOf(history).values()];
  const deletedAt = new Map<string, number>();
  for (const { request, invokedAt } of requests) {
    if (request.type !== 'message_delete') continue;
    const before = deletedAt.get(request.message_id) ?? Infinity;
    deletedAt.set(request.message_id, Math.min(before, invokedAt));
  }
  return requests.flatMap((log) => {
    const { request, refusals, clientId } = log;
    const about = 'message_id' in request ? request.message_id : repliedTo(request);
    const goneAt = about === undefined ? Infinity : (deletedAt.get(about) ?? Infinity);
    const wrong = refusals.find(
      ({ at, code }) => code !== 'too_fast' && !(code === 'not_found' && goneAt < at),
    );
    if (!wrong) return [];
    const words = `${clientId} was refused as ${wrong.code}`;
    return [{ invariant: 'honest refusals', words, evidence: evidenceOf(history, { clientId }) }];
  });
}

function repliedTo(request: object): string | undefined {
  return 'reply_to' in request && typeof request.reply_to === 'string'
    ? request.reply_to
    : undefined;
}

/** So many requests that came too fast may cost a connection. */
const patience = 100;

/**
 * A connection that nothing was done to stays: what happens to another one of the same person, such
 * as its late close, is none of its business.
 */
export function undisturbed(history: History): Violation[] {
  const invariant = 'undisturbed connections';
  const tooFast = history.entries.filter(
    (entry) => entry.type === 'refused' && entry.code === 'too_fast',
  ).length;
  return history.entries.flatMap((entry, at) => {
    if (entry.type !== 'closed' || entry.by !== 'server' || entry.faults.length > 0) return [];
    if (entry.code === 1008 && tooFast >= patience) return [];
    const words = `${entry.device} (connection ${entry.connection}) was closed with ${entry.code} though nothing was done to it`;
    const before = history.entries
      .slice(Math.max(0, at - 40), at)
      .filter(
        ({ type, device }) => type === 'closed' || (device === entry.device && type === 'hello'),
      );
    return [{ invariant, words, evidence: [...before.slice(-5), entry] }];
  });
}

/** In the end everybody who is connected is shown to be here, to everybody. */
export function presence(history: History): Violation[] {
  const present = new Set(history.known.map(({ device }) => device));
  const people = history.devices.filter(({ device }) => present.has(device));
  const everybody = new Set(people.map(({ user_id }) => user_id));
  return people.flatMap(({ device }) => {
    const last = history.entries.findLast(
      (entry) => entry.type === 'here' && entry.device === device,
    );
    if (last?.type !== 'here') return [];
    const missing = [...everybody].filter((id) => !last.user_ids.includes(id));
    if (missing.length === 0) return [];
    const words = `${device} is not shown that ${missing.join(', ')} is here`;
    return [{ invariant: 'presence', words, evidence: [last] }];
  });
}
