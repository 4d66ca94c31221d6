import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { imagesZip } from '../../src/worker/export/images-zip.ts';
import { readImageFacts } from '../../src/worker/images/files/facts/read-image-facts.ts';
import { imageTypeOf } from '../../src/worker/images/files/read-head.ts';
import { keyOfPath } from '../../src/worker/images/image-key.ts';
import { fileMemory, mostFileMemory } from '../../src/worker/images/upload-body.ts';
import { ask, ends, rowOf } from './support/image-requests.ts';
import { guest, nobody } from './support/people.ts';
import { seen } from './support/pictures.ts';
import { adaAndLin } from './support/rooms.ts';
import { unzip } from './support/zip.ts';

/** Ada's room with a picture of hers, which D1 knows already. */
async function roomWithPicture() {
  const made = await adaAndLin();
  const { id } = await ask(made.adas);
  await ends(made.adas, id);
  const row = await rowOf(made.adas, id);
  await vi.waitFor(async () => {
    const kept = env.DB.prepare("SELECT 1 FROM image WHERE id = ? AND status = 'completed'");
    expect(await kept.bind(id).first()).not.toBeNull();
  }, 30_000);
  const path = `/chats/${made.chat}/downloads/${id}`;
  return { ...made, id, row, path };
}

const bytesIn = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

test('a picture is downloaded in each format, and tells how it was made or does not', async () => {
  const { lin, row, path } = await roomWithPicture();
  const plain = await bytesIn(await lin.send(row.url ?? ''));
  const type = row.content_type ?? '';
  const wanted = [
    ['original', type],
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
  ];
  for (const [format, contentType = ''] of wanted) {
    const answer = await lin.send(`${path}?format=${format}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(contentType);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="a-lighthouse-number-[a-z0-9-]+-[\w-]{8}\.(png|jpg|webp)"$/,
    );
    const kept = await bytesIn(answer);
    expect(imageTypeOf(kept)).toBe(contentType);
    expect(readImageFacts(kept)).toMatchObject({
      app: 'Darkroom',
      prompt: row.prompt,
      model: row.model,
      seed: row.seed,
      width: row.width,
      height: row.height,
      author: 'Ada',
      created_at: row.created_at,
      image_id: row.id,
    });
    const stripped = await bytesIn(await lin.send(`${path}?format=${format}&metadata=strip`));
    expect(imageTypeOf(stripped)).toBe(contentType);
    expect(readImageFacts(stripped)).toBeNull();
    expect(stripped.length).toBeLessThan(kept.length);
    // The same picture, whatever is said in its file.
    if (contentType === type) expect(await seen(kept)).toEqual(await seen(plain));
  }
});

test('where nothing can be converted a plain refusal says so, and the original is there', async () => {
  const { ada, row, path, chat, id } = await roomWithPicture();
  const images: ImagesBinding = Object.getPrototypeOf(env.IMAGES);
  const spy = vi.spyOn(images, 'input').mockImplementation(() => {
    throw new Error('9423');
  });
  onTestFinished(() => spy.mockRestore());
  const other = row.content_type === 'image/webp' ? 'png' : 'webp';
  const answer = await ada.send(`${path}?format=${other}`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({
    error: { message: 'The picture could not be converted. Download the original instead.' },
  });
  expect((await ada.send(path)).status).toBe(200);
  const zip = await ada.send(`/chats/${chat}/downloads?ids=${id}&format=${other}`);
  const files = unzip(await bytesIn(zip));
  expect([...files.keys()]).toEqual(['missing.txt']);
  expect(new TextDecoder().decode(files.get('missing.txt'))).toContain(
    `${id}: it could not be converted.`,
  );
});

test('several come as a zip, without what is missing, which is named', async () => {
  const { ada, adas, chat, id, row } = await roomWithPicture();
  const [second, gone] = [await ask(adas), await ask(adas)];
  await Promise.all([ends(adas, second.id), ends(adas, gone.id)]);
  const lost = await rowOf(adas, gone.id);
  await env.IMAGES_BUCKET.delete(keyOfPath(lost.url ?? ''));
  await vi.waitFor(async () => {
    const { count } = (await env.DB.prepare(
      "SELECT count(*) AS count FROM image WHERE chat_id = ? AND status = 'completed'",
    )
      .bind(chat)
      .first<{ count: number }>()) ?? { count: 0 };
    expect(count).toBe(3);
  }, 30_000);
  const unknown = 'x'.repeat(22);
  const ids = [second.id, gone.id, unknown, id, id].join(',');
  const answer = await ada.send(`/chats/${chat}/downloads?ids=${ids}`);
  expect(answer.headers.get('content-type')).toBe('application/zip');
  expect(answer.headers.get('content-disposition')).toContain(
    'filename="Lighthouses pictures.zip"',
  );
  const files = unzip(await bytesIn(answer));
  const names = [...files.keys()];
  expect(names.map((name) => name.slice(-12, -4))).toEqual([
    second.id.slice(0, 8),
    id.slice(0, 8),
    'missing.txt'.slice(-12, -4),
  ]);
  const facts = [...files.values()].slice(0, 2).map((bytes) => readImageFacts(bytes)?.prompt);
  expect(facts).toEqual([second.prompt, row.prompt]);
  const missing = new TextDecoder().decode(files.get('missing.txt'));
  expect(missing).toContain(`${gone.id}: its file could not be found.`);
  expect(missing).toContain(`${unknown}: there is no such picture in this room.`);
});

test('nobody else downloads anything, and what makes no sense is refused', async () => {
  const { ada, chat, id, path } = await roomWithPicture();
  const eve = await guest('Eve');
  const zip = `/chats/${chat}/downloads?ids=${id}`;
  for (const address of [path, zip]) {
    expect((await nobody.send(address)).status).toBe(401);
    expect((await eve.send(address)).status).toBe(404);
  }
  expect((await ada.send(`/chats/${chat}/downloads/${'x'.repeat(22)}`)).status).toBe(404);
  expect((await ada.send(`/chats/${chat}/downloads?ids=${'x'.repeat(22)}`)).status).toBe(404);
  const many = Array.from({ length: 101 }, (_, at) => String(at).padStart(22, 'y')).join(',');
  const bad = [`${path}?format=svg`, `${path}?metadata=some`, `${zip}&format=gif`];
  for (const address of [
    ...bad,
    `/chats/${chat}/downloads`,
    `/chats/${chat}/downloads?ids=${many}`,
    `/chats/${chat}/downloads?ids=a'b`,
  ]) {
    const answer = await ada.send(address);
    expect(answer.status, address).toBe(422);
    const { error } = await answer.json<{ error: { message: string } }>();
    expect(error.message).toMatch(/\.$/);
  }
});

const listed = {
  id: 'i'.repeat(22),
  url: '/chats/chat/images/hash',
  content_type: 'image/png',
  bytes: 1_000,
  prompt: 'a fox',
  negative_prompt: '',
  additions: '[]',
  composed_prompt: null,
  composed_negative_prompt: null,
  model: '',
  seed: null,
  shape: null,
  options: '{}',
  kind: 'upload' as const,
  width: 1,
  height: 1,
  created_at: 1,
  author: null,
};

test('a zip waits for memory with every picture, and gives it back', async () => {
  let reads = 0;
  const store = {
    put: () => Promise.reject(new Error('never')),
    head: () => Promise.reject(new Error('never')),
    delete: () => Promise.reject(new Error('never')),
    list: () => Promise.reject(new Error('never')),
    get: () => {
      reads += 1;
      return Promise.resolve(null);
    },
  };
  const done = await fileMemory.take(mostFileMemory, AbortSignal.timeout(1_000));
  const options = { format: 'original', metadata: 'keep' } as const;
  const zip = imagesZip({ store, images: undefined }, [listed.id], [listed], options);
  const reading = new Response(zip).text();
  for (let turn = 0; turn < 20; turn += 1) await scheduler.wait(1);
  expect(reads).toBe(0);
  done();
  expect(await reading).toContain('its file could not be found');
  expect(reads).toBeGreaterThan(0);
  (await fileMemory.take(mostFileMemory, AbortSignal.timeout(1_000)))();
});
