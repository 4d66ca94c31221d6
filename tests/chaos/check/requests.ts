import type { ChatRequest, Entry, History, MessageRow } from '../history.ts';

/** One request and everything that was said about it, whichever connection said it. */
export type RequestLog = {
  userId: string;
  device: string;
  clientId: string;
  request: ChatRequest;
  invokedAt: number;
  oks: { at: number; id: string; rev: number }[];
  refusals: { at: number; code: string }[];
};

/** What became of one message by what was asked and answered. */
export type MessageLog = {
  send: RequestLog;
  edits: RequestLog[];
  deletes: RequestLog[];
  reactions: RequestLog[];
};

/** Refusals after which the same request is sent again: they settle nothing. */
const passing = new Set(['too_fast', 'internal']);

/** Whether it was refused for good. */
export const isRefused = (log: RequestLog) => log.refusals.some(({ code }) => !passing.has(code));

/** Whether it may have happened: acknowledged, or never answered. */
export const mayHaveHappened = (log: RequestLog) => log.oks.length > 0 || !isRefused(log);

/** Every request by person and `client_id`, in the order of asking. */
export function requestsOf(history: History): Map<string, RequestLog> {
  const people = new Map(history.devices.map(({ device, user_id }) => [device, user_id]));
  const requests = new Map<string, RequestLog>();
  for (const entry of history.entries) {
    if (!('client_id' in entry) || entry.client_id === null) continue;
    const userId = people.get(entry.device) ?? entry.device;
    const key = requestKey(userId, entry.client_id);
    if (entry.type === 'invoke') {
      const { device, client_id: clientId, request, at: invokedAt } = entry;
      const asked = { userId, device, clientId, request, invokedAt };
      requests.set(key, { ...asked, oks: [], refusals: [] });
    } else if (entry.type === 'ok') {
      requests.get(key)?.oks.push({ at: entry.at, id: entry.id, rev: entry.rev });
    } else if (entry.type === 'refused') {
      requests.get(key)?.refusals.push({ at: entry.at, code: entry.code });
    }
  }
  return requests;
}

/** How a request is told from all others: a `client_id` is one person's own. */
export function requestKey(userId: string, clientId: string): string {
  return `${userId}/${clientId}`;
}

/** The acknowledged messages by id, each with what was asked to be done to it. */
export function messagesOf(requests: Iterable<RequestLog>): Map<string, MessageLog> {
  const messages = new Map<string, MessageLog>();
  const all = [...requests];
  for (const log of all) {
    const id = log.oks[0]?.id;
    if (log.request.type !== 'message_send' || id === undefined) continue;
    messages.set(id, { send: log, edits: [], deletes: [], reactions: [] });
  }
  for (const log of all) {
    const { request } = log;
    const message = 'message_id' in request ? messages.get(request.message_id) : undefined;
    if (!message || !mayHaveHappened(log)) continue;
    if (request.type === 'message_edit') message.edits.push(log);
    else if (request.type === 'message_delete') message.deletes.push(log);
    else message.reactions.push(log);
  }
  return messages;
}

/** Every version of a message that anybody was shown, with who and when. */
export function shownVersions(history: History): { row: MessageRow; at: number; by: string }[] {
  const heard = history.entries.flatMap((entry) =>
    entry.type === 'rows'
      ? entry.rows.messages.map((row) => ({ row, at: entry.at, by: entry.device }))
      : [],
  );
  const read = history.reads.flatMap(({ by, messages }) =>
    messages.map((row) => ({ row, at: Infinity, by })),
  );
  const resumed = history.resumes.flatMap(({ from, messages }) =>
    messages.map((row) => ({ row, at: Infinity, by: `a resume from ${from}` })),
  );
  return [...heard, ...read, ...resumed];
}

/** The longest piece of history that is shown for one violation. */
const mostEvidence = 12;

/** What the history has about a message or a request: the first of it. */
export function evidenceOf(history: History, about: { id?: string; clientId?: string }): unknown[] {
  const isAbout = (entry: Entry): boolean => {
    if ('client_id' in entry && entry.client_id === about.clientId) return true;
    if (about.id === undefined) return false;
    if (entry.type === 'ok') return entry.id === about.id;
    if (entry.type === 'invoke' && 'message_id' in entry.request) {
      return entry.request.message_id === about.id;
    }
    return false;
  };
  const words = history.entries.filter(isAbout);
  const shown = history.entries.flatMap((entry) =>
    entry.type === 'rows'
      ? entry.rows.messages
          .filter(({ id }) => id === about.id)
          .map((row) => ({ at: entry.at, device: entry.device, source: entry.source, row }))
      : [],
  );
  return [...words.slice(0, mostEvidence), ...shown.slice(0, 3), ...shown.slice(3).slice(-2)];
}
