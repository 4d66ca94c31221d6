import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { EntryRow } from '../../src/protocol/entries.ts';
import type { ImageRow, MessageRow } from '../../src/protocol/rows.ts';
import { keyOfPath } from '../../src/worker/images/image-key.ts';
import { connect } from './support/connect.ts';
import { ask, ends, rowOf } from './support/image-requests.ts';
import { chatOf, guest, nobody } from './support/people.ts';
import { adaAndLin, done, say } from './support/rooms.ts';
import { unzip } from './support/zip.ts';

type Exported = {
  format: string;
  version: number;
  exported_at: number;
  chat: { id: string; name: string };
  members: { id: string; name: string }[];
  messages: MessageRow[];
  images: ImageRow[];
  entries: EntryRow[];
};

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test('a chat is exported for its members, and for nobody else', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const eve = await guest('Eve');
  for (const kind of ['json', 'zip']) {
    const path = `/api/chats/${chat}/export.${kind}`;
    expect((await nobody.send(path)).status).toBe(401);
    expect((await eve.send(path)).status).toBe(404);
    const answer = await ada.send(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toContain(`filename="Lighthouses.${kind}"`);
    await answer.arrayBuffer();
  }
});

test('an empty chat is exported too', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const json = await (await ada.send(`/api/chats/${chat}/export.json`)).json<Exported>();
  expect(json).toMatchObject({ format: 'darkroom-chat', version: 1, messages: [], images: [] });
  const zip = await (await ada.send(`/api/chats/${chat}/export.zip`)).arrayBuffer();
  const files = unzip(new Uint8Array(zip));
  expect([...files.keys()]).toEqual(['chat.json', 'index.html']);
  expect(textOf(files.get('index.html'))).toContain('Nothing was said in this room.');
});

test('three hundred and more messages with their pictures come out as they were', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const shown = [await ask(adas), await ask(lins)];
  const images = [];
  for (const { id } of shown) {
    await ends(adas, id);
    images.push(await rowOf(adas, id));
  }
  const texts = Array.from({ length: 640 }, (_, at) => `message ${at} <b>&</b>`);
  // Nobody may say all of this alone.
  for (let at = 0; at < texts.length; at += 50) {
    const talker = await guest('Bo');
    await talker.sendJson('POST', `/api/chats/${chat}/join`);
    const client = await connect(talker, chat);
    client.say(
      ...texts.slice(at, at + 50).map((text, on) => ({
        type: 'message_send',
        client_id: `export-${at + on}`,
        text,
      })),
    );
    await client.answerTo(`export-${Math.min(texts.length, at + 50) - 1}`);
  }
  const gone = await say(adas, 'This goes');
  const answered = await say(lins, 'A question?', null);
  await say(adas, 'An answer', answered);
  await done(adas, { type: 'reaction_set', message_id: answered, reaction: '🎉', on: true });
  await done(adas, { type: 'message_delete', message_id: gone });

  const answer = await ada.send(`/api/chats/${chat}/export.zip?time_zone=Europe/Berlin`);
  const zip = new Uint8Array(await answer.arrayBuffer());
  const estimated = Number(answer.headers.get('x-export-bytes'));
  expect(estimated / zip.byteLength).toBeGreaterThan(0.5);
  expect(estimated / zip.byteLength).toBeLessThan(2);
  const files = unzip(zip);
  expect([...files.keys()]).toEqual([
    ...images.map(({ id }) => `images/${id}.png`),
    'chat.json',
    'index.html',
  ]);
  for (const { id, sha256 } of images) {
    const bytes = files.get(`images/${id}.png`) ?? new Uint8Array();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    expect([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(sha256);
  }

  const inZip = JSON.parse(textOf(files.get('chat.json'))) as Exported;
  expect(inZip.chat).toMatchObject({ id: chat, name: 'Lighthouses', owner_id: ada.id });
  expect(inZip.members.slice(0, 3).map(({ name }) => name)).toEqual(['Ada', 'Lin', 'Bo']);
  expect(inZip.messages.map(({ text }) => text)).toEqual([
    '',
    '',
    ...texts,
    'A question?',
    'An answer',
  ]);
  expect(inZip.images).toEqual(images);
  const { exported_at: _, ...json } = await (
    await ada.send(`/api/chats/${chat}/export.json`)
  ).json<Exported>();
  expect(inZip).toMatchObject(json);

  const html = textOf(files.get('index.html'));
  expect(html.match(/<article /g)).toHaveLength(texts.length + 4);
  expect(html).toContain('message 639 &lt;b&gt;&amp;&lt;/b&gt;');
  expect(html).not.toContain('This goes');
  expect(html).toContain(`href="#m-${answered}"`);
  expect(html).toContain('🎉 1');
  expect(html).toContain('times in Europe/Berlin');
  for (const { id } of images) expect(html).toContain(`src="images/${id}.png"`);
});

test('a picture whose file is gone is said to be, and breaks nothing', async () => {
  const { ada, chat, adas } = await adaAndLin();
  const [one, two] = [await ask(adas), await ask(adas)];
  const [gone] = await Promise.all([ends(adas, one.id), ends(adas, two.id)]);
  await env.IMAGES_BUCKET.delete(keyOfPath(gone.image_url ?? ''));
  const zip = await (await ada.send(`/api/chats/${chat}/export.zip`)).arrayBuffer();
  const files = unzip(new Uint8Array(zip));
  expect(files.has(`images/${one.id}.png`)).toBe(false);
  expect(files.has(`images/${two.id}.png`)).toBe(true);
  const html = textOf(files.get('index.html'));
  expect(html).not.toContain(`images/${one.id}.png`);
  expect(html).toContain('could not be found when the room was exported');
});

test('what the room keeps for its prompts is in the data and on the page, without what was taken away', async () => {
  const { ada, chat, adas, lins } = await adaAndLin();
  const { id } = await done(adas, { type: 'entry_add', kind: 'palette', text: 'ochre' });
  await done(lins, { type: 'entry_add', kind: 'list', name: 'skies', text: 'clear\nstormy' });
  await done(lins, { type: 'entry_change', entry_id: id, deleted: true });
  const json = await (await ada.send(`/api/chats/${chat}/export.json`)).json<Exported>();
  expect(json.entries).toMatchObject([{ kind: 'list', name: 'skies', text: 'clear\nstormy' }]);
  const zip = await (await ada.send(`/api/chats/${chat}/export.zip`)).arrayBuffer();
  const page = textOf(unzip(new Uint8Array(zip)).get('index.html'));
  expect(page).toContain('skies');
  expect(page).not.toContain('ochre');
});
