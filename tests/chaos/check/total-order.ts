import { isDeepStrictEqual } from 'node:util';
import type { AnyRow, Entry, History, Violation } from '../history.ts';
import { evidenceOf, messagesOf, requestsOf, shownVersions } from './requests.ts';

const invariant = 'total order';

/**
 * Invariant 3: everybody reads the same messages in the same order; `seq` only grows in it and is
 * never given twice; a revision is one version of one row, for good; on a connection revisions only
 * grow. A `seq` is a revision, and other rows take some too, so the numbers have gaps; but where
 * nothing happens unseen, every revision is somebody's.
 */
export function totalOrder(history: History): Violation[] {
  return [
    ...differentReads(history),
    ...unsorted(history),
    ...givenTwice(history),
    ...movingBack(history),
    ...(history.hasUnseenRevisions ? [] : unaccounted(history)),
  ];
}

function differentReads({ reads }: History): Violation[] {
  const [first, ...others] = reads;
  if (!first) return [];
  return others.flatMap((read) => {
    const at = first.messages.findIndex((row, place) => read.messages[place]?.id !== row.id);
    const place =
      at < 0 && read.messages.length > first.messages.length ? first.messages.length : at;
    if (place < 0) return [];
    const words = `${first.by} and ${read.by} read different messages at place ${place}`;
    return [{ invariant, words, evidence: [first.messages[place], read.messages[place]] }];
  });
}

function unsorted({ reads }: History): Violation[] {
  return reads.flatMap(({ by, messages }) => {
    const at = messages.findIndex((row, place) => row.seq <= (messages[place - 1]?.seq ?? -1));
    if (at < 0) return [];
    const words = `${by} reads seq ${messages[at]?.seq} after seq ${messages[at - 1]?.seq}`;
    return [{ invariant, words, evidence: messages.slice(at - 1, at + 1) }];
  });
}

function givenTwice(history: History): Violation[] {
  const bySeq = new Map<number, AnyRow>();
  const byRev = new Map<number, AnyRow>();
  return shownVersions(history).flatMap(({ row, by }) => {
    const sameSeq = bySeq.get(row.seq);
    const sameRev = byRev.get(row.rev);
    bySeq.set(row.seq, row);
    byRev.set(row.rev, row);
    const found = (words: string, other: AnyRow) => [
      { invariant, words: `${words} (${by})`, evidence: [other, row] },
    ];
    if (sameSeq && sameSeq.id !== row.id) {
      return found(`seq ${row.seq} was given to two messages`, sameSeq);
    }
    if (sameRev && !isDeepStrictEqual(sameRev, row)) {
      return found(`revision ${row.rev} was given to two versions`, sameRev);
    }
    return [];
  });
}

const connectionOf = ({ device, connection }: Entry) => `${device} (connection ${connection})`;

function movingBack({ entries }: History): Violation[] {
  const newest = new Map<string, number>();
  return entries.flatMap((entry) => {
    if (entry.type !== 'rows' || entry.source === 'history') return [];
    const connection = connectionOf(entry);
    const before = newest.get(connection) ?? 0;
    newest.set(connection, Math.max(before, entry.rows.rev));
    if (entry.source !== 'live') return [];
    const old = entry.rows.messages.find(({ rev }) => rev <= before);
    if (!old) return [];
    const words = `${connection} had revision ${before} and was told of ${old.rev} after it`;
    return [{ invariant, words, evidence: [old] }];
  });
}

function unaccounted(history: History): Violation[] {
  const known = new Set<number>();
  let newest = 0;
  for (const entry of history.entries) {
    if (entry.type === 'ok') known.add(entry.rev);
    if (entry.type !== 'rows') continue;
    const { messages, images, members, chat } = entry.rows;
    for (const { rev } of [...messages, ...images, ...members, ...(chat ? [chat] : [])]) {
      known.add(rev);
    }
  }
  for (const { rev, messages } of history.reads) {
    newest = Math.max(newest, rev);
    for (const row of messages) known.add(row.rev).add(row.seq);
  }
  const missing = Array.from({ length: newest }, (_, index) => index + 1).filter(
    (rev) => !known.has(rev),
  );
  if (missing.length === 0) return [];
  const words = `of ${newest} revisions ${missing.length} are no row that anybody saw`;
  return [{ invariant, words, evidence: missing.slice(0, 10) }];
}

/**
 * Invariant 6: what one device asked after an answer comes after it, and so does what anybody asked
 * after it; a device that reads again never finds less than before, nor less than it was answered.
 */
export function sessionOrder(history: History): Violation[] {
  return [...outOfTime(history), ...forgetful(history)];
}

/** Requests that always write, and so always get a revision of their own. */
const writing = new Set(['message_send', 'message_edit', 'message_delete']);

function outOfTime(history: History): Violation[] {
  const name = 'session order';
  const logs = [...requestsOf(history).values()].filter(
    ({ oks, request }) => oks.length > 0 && writing.has(request.type),
  );
  const byAnswer = logs.toSorted((a, b) => (a.oks[0]?.at ?? 0) - (b.oks[0]?.at ?? 0));
  const found: Violation[] = [];
  let next = 0;
  let newest = byAnswer[0];
  for (const log of logs.toSorted((a, b) => a.invokedAt - b.invokedAt)) {
    for (let earlier = byAnswer[next]; earlier; earlier = byAnswer[next]) {
      if ((earlier.oks[0]?.at ?? 0) >= log.invokedAt) break;
      if ((earlier.oks[0]?.rev ?? 0) > (newest?.oks[0]?.rev ?? 0)) newest = earlier;
      next += 1;
    }
    if (next === 0 || !newest || (newest.oks[0]?.rev ?? 0) < (log.oks[0]?.rev ?? 0)) continue;
    const words = `${log.clientId} was asked after ${newest.clientId} was answered and comes before it`;
    found.push({ invariant: name, words, evidence: [newest, log] });
  }
  return found;
}

function forgetful(history: History): Violation[] {
  const requests = requestsOf(history);
  const messages = messagesOf(requests.values());
  const atLeast = new Map<string, { rev: number; id: string | undefined }>();
  const asked = new Map<string, number>();
  return history.entries.flatMap((entry) => {
    const { device } = entry;
    const before = atLeast.get(device) ?? { rev: 0, id: undefined };
    if (entry.type === 'ok' && entry.rev > before.rev) atLeast.set(device, entry);
    // What was answered on the way to the read need not be in it.
    if (entry.type === 'hello') asked.set(device, before.rev);
    if (entry.type !== 'rows' || entry.source === 'history') return [];
    const known = asked.get(device) ?? 0;
    if (entry.rows.rev > before.rev) {
      atLeast.set(device, { rev: entry.rows.rev, id: entry.rows.messages.at(-1)?.id });
    }
    if (entry.source === 'live' || entry.rows.rev >= known) return [];
    const words = `${connectionOf(entry)} knew revision ${known} and was then told that ${entry.rows.rev} is the newest`;
    const { id } = before;
    const clientId = id === undefined ? undefined : messages.get(id)?.send.clientId;
    const about = { ...(id ? { id } : {}), ...(clientId ? { clientId } : {}) };
    return [{ invariant: 'session order', words, evidence: evidenceOf(history, about) }];
  });
}
