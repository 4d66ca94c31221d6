import { exports } from 'cloudflare:workers';

export const origin = 'http://darkroom.test';

/** Somebody with a browser: a session cookie and nothing else. */
export type Visitor = {
  id: string;
  name: string;
  /** Sends a request to the app, as this person's browser would. */
  send: (path: string, init?: RequestInit) => Promise<Response>;
  /** Sends JSON to the app. */
  sendJson: (method: string, path: string, body?: unknown) => Promise<Response>;
  /** The cookie of the session, and that of its copy, each as a browser sends it. */
  session: string;
  copy: string;
  /** The same browser a minute later, when the copy of the session has expired. */
  later: () => Visitor;
};

function browser(id: string, name: string, cookie: string | null): Visitor {
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('origin')) headers.set('origin', origin);
    if (cookie !== null && !headers.has('cookie')) headers.set('cookie', cookie);
    return exports.default.fetch(new Request(`${origin}${path}`, { ...init, headers }));
  };
  const sendJson = (method: string, path: string, body: unknown = {}) =>
    send(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const [session = '', copy = ''] = ['darkroom.session=', 'darkroom.session_data='].map((start) =>
    cookie?.split('; ').find((one) => one.startsWith(start)),
  );
  const later = () => browser(id, name, session);
  return { id, name, send, sendJson, session, copy, later };
}

/** Somebody who has not given a name yet. */
export const nobody = browser('', '', null);

/** A visitor who gave this name and is in. */
export async function guest(name: string): Promise<Visitor> {
  const answer = await nobody.sendJson('POST', '/api/guest', { name });
  const { id } = await answer.json<{ id: string }>();
  const cookie = answer.headers.getSetCookie().map((set) => set.split(';')[0]);
  return browser(id, name, cookie.join('; '));
}

/** A chat of the first person, which the others have joined by its link. */
export async function chatOf(owner: Visitor, ...others: Visitor[]): Promise<string> {
  const answer = await owner.sendJson('POST', '/api/chats', { name: 'Lighthouses' });
  const { id } = await answer.json<{ id: string }>();
  for (const other of others) await other.sendJson('POST', `/api/chats/${id}/join`);
  return id;
}
