/** Somebody with a session at the app. */
export type ChaosPerson = { id: string; name: string; cookie: string };

/** Makes a guest of that name. */
export async function comeIn(app: string, name: string): Promise<ChaosPerson> {
  const answer = await post(app, '/api/guest', '', { name });
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  const me = await fetch(`${app}/api/me`, { headers: { cookie } });
  const { id } = (await me.json()) as { id: string };
  return { id, name, cookie };
}

/** A chat that all of them are in. @returns its id */
export async function chatOf(app: string, people: readonly ChaosPerson[]): Promise<string> {
  const [first, ...others] = people;
  const answer = await post(app, '/api/chats', first?.cookie ?? '', { name: 'Chaos' });
  const { id } = (await answer.json()) as { id: string };
  for (const { cookie } of others) await post(app, `/api/chats/${id}/join`, cookie, {});
  return id;
}

async function post(app: string, path: string, cookie: string, body: object): Promise<Response> {
  const answer = await fetch(app + path, {
    method: 'POST',
    headers: { origin: app, 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
