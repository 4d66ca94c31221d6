import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { errorBodySchema, uploadSchema } from '../../src/protocol/http.ts';
import { limits } from '../../src/protocol/limits.ts';
import { JobStore } from '../../src/worker/chat-room/job-store.ts';
import { uploadKeptMs, UploadStore } from '../../src/worker/chat-room/upload-store.ts';
import { bytesOf, joined } from '../../src/worker/images/files/bytes.ts';
import { embedImageFacts } from '../../src/worker/images/files/facts/embed-image-facts.ts';
import { pngChunk, pngSignature } from '../../src/worker/images/files/png/png-chunks.ts';
import { keyOfPath } from '../../src/worker/images/image-key.ts';
import { connect } from './support/connect.ts';
import { keysOf } from './support/image-requests.ts';
import { chatOf, guest, nobody, type Visitor } from './support/people.ts';
import { cornersPng, photo, place, seen } from './support/pictures.ts';
import { done } from './support/rooms.ts';

const send = (
  person: Visitor,
  chat: string,
  body: BodyInit,
  headers: Record<string, string> = {},
) =>
  person.send(`/api/chats/${chat}/uploads`, {
    method: 'POST',
    body,
    // Whatever is said of it, the bytes decide.
    headers: { 'content-type': 'text/html', ...headers },
  });

const storedImage = {
  content_type: 'image/png',
  bytes: 10,
  sha256: 'a'.repeat(64),
  width: 48,
  height: 32,
  thumbnail_url: null,
  placeholder: null,
};

const bytesIn = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

test('a picture is stored upright, without its place, and served to the room', async () => {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const chat = await chatOf(ada, lin);
  const answer = await send(ada, chat, await photo['image/jpeg'](6));
  expect(answer.status).toBe(201);
  const upload = uploadSchema.parse(await answer.json());
  expect(upload).toMatchObject({
    thumbnail_url: `${upload.url}/thumbnail`,
    placeholder: expect.any(String),
    width: 32,
    height: 48,
    content_type: 'image/jpeg',
    settings: null,
  });
  const served = await lin.send(upload.url);
  expect(served.headers.get('content-type')).toBe('image/jpeg');
  const bytes = await bytesIn(served);
  expect(bytes.length).toBe(upload.bytes);
  expect(new TextDecoder('latin1').decode(bytes)).not.toContain(place);
  expect(await seen(bytes)).toEqual({
    width: 32,
    height: 48,
    corners: ['blue', 'red', 'white', 'green'],
  });
  expect((await lin.send(upload.thumbnail_url ?? '')).status).toBe(200);
});

test('a picture that says how it was made gives its settings back, and is stored without', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const facts = {
    app: 'Darkroom' as const,
    prompt: 'a "fox" & <b>🦊</b>\n]]>',
    negative_prompt: '',
    composed_prompt: 'a lake. ink',
    composed_negative_prompt: null,
    styles: [{ name: 'Ink', text: 'ink', negative_prompt: '' }],
    model: 'stability-ai/sdxl',
    seed: 7,
    width: 48,
    height: 32,
    shape: null,
    options: { steps: 4 },
    author: 'Lin',
    created_at: 1_795_439_645_322,
    image_id: 'i'.repeat(22),
  };
  const plain = cornersPng();
  const answer = await send(ada, chat, embedImageFacts(plain, 'image/png', facts) ?? plain);
  const upload = uploadSchema.parse(await answer.json());
  expect(upload.settings).toEqual(facts);
  expect(await bytesIn(await ada.send(upload.url))).toEqual(plain);
});

test('a picture is taken from members only, and from the app’s own pages', async () => {
  const [ada, eve] = [await guest('Ada'), await guest('Eve')];
  const chat = await chatOf(ada);
  const picture = cornersPng();
  expect((await send(nobody, chat, picture)).status).toBe(401);
  expect((await send(eve, chat, picture)).status).toBe(404);
  expect((await send(ada, 'x'.repeat(22), picture)).status).toBe(404);
  expect((await send(ada, chat, picture, { origin: 'https://evil.test' })).status).toBe(403);
  expect(await keysOf(chat)).toEqual([]);
});

const bomb = () => {
  const head = new Uint8Array(13);
  new DataView(head.buffer).setUint32(0, 30_000);
  new DataView(head.buffer).setUint32(4, 30_000);
  const chunks = [
    pngChunk('IHDR', head),
    pngChunk('IDAT', head),
    pngChunk('IEND', new Uint8Array()),
  ];
  return joined([pngSignature, ...chunks]);
};

test.each([
  [
    'an SVG',
    () => bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    422,
  ],
  ['a page', () => bytesOf('<!doctype html><script>alert(1)</script>'), 422],
  ['a GIF of nothing but its name, and a script', () => bytesOf('GIF89a;<script>'), 422],
  ['a picture that breaks off', () => cornersPng().subarray(0, -20), 422],
  ['a bomb of pixels', bomb, 413],
  ['nothing', () => new Uint8Array(), 422],
])('%s is refused in words, and nothing of it is kept', async (_name, make, status) => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const answer = await send(ada, chat, make(), { 'content-type': 'image/png' });
  expect(answer.status).toBe(status);
  expect(errorBodySchema.parse(await answer.json()).error.message).toMatch(/^[A-Z].*\.$/);
  expect(await keysOf(chat)).toEqual([]);
});

test('of a picture with a page behind it only the picture is kept', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const page = bytesOf('<html><script>alert(1)</script></html>');
  const upload = uploadSchema.parse(
    await (await send(ada, chat, joined([cornersPng(), page]))).json(),
  );
  expect(await bytesIn(await ada.send(upload.url))).toEqual(cornersPng());
  expect((await env.IMAGES_BUCKET.head(keyOfPath(upload.url)))?.httpMetadata?.contentType).toBe(
    'image/png',
  );
});

test('100 MB are refused at once where they are announced, and else as soon as they are too many', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const piece = new Uint8Array(1024 * 1024);
  let taken = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          taken += 1;
          if (taken > 100) controller.close();
          else controller.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
  const announced = await send(ada, chat, endless(), {
    'content-length': String(100 * piece.length),
  });
  expect(announced.status).toBe(413);
  expect(taken).toBeLessThan(5);
  taken = 0;
  const streamed = await send(ada, chat, endless());
  expect(streamed.status).toBe(413);
  expect(errorBodySchema.parse(await streamed.json()).error).toEqual({
    code: 'too_large',
    message: 'This file is too large. A picture can have 20 MB.',
  });
  // What was in between is not counted to the byte.
  expect(taken).toBeLessThan(limits.uploads.bytes / piece.length + 10);
  // And its memory is given back.
  expect((await send(ada, chat, cornersPng())).status).toBe(201);
});

test('a picture whose bytes were deleted while it was stored has to come again', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  const client = await connect(ada, chat);
  const show = async (answer: Response) => {
    const uploads = [uploadSchema.parse(await answer.json()).id];
    return (await done(client, { type: 'message_send', text: '', reply_to: null, uploads })).id;
  };
  const message_id = await show(await send(ada, chat, cornersPng()));
  const bucket: R2Bucket = Object.getPrototypeOf(env.IMAGES_BUCKET);
  // oxlint-disable-next-line typescript/unbound-method -- called on `this` below.
  const { head } = bucket;
  const heads = vi.spyOn(bucket, 'head').mockImplementationOnce(async function late(
    this: R2Bucket,
    key,
  ) {
    const object = await head.call(this, key);
    await done(client, { type: 'message_delete', message_id });
    await vi.waitFor(async () => expect(await head.call(env.IMAGES_BUCKET, key)).toBeNull());
    return object;
  });
  onTestFinished(() => heads.mockRestore());
  const answer = await send(ada, chat, cornersPng());
  expect(answer.status).toBe(500);
  await show(await send(ada, chat, cornersPng()));
  expect(await keysOf(chat)).toHaveLength(2);
});

test('a deletion is remembered for as long as an upload with the same bytes can be used', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  await connect(ada, chat);
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), (_, { storage: { sql } }) => {
    const [uploads, jobs] = [new UploadStore(sql), new JobStore(sql)];
    const upload = { ...storedImage, user_id: ada.id };
    const now = 1_795_439_645_322;
    const id = uploads.add(upload, now);
    jobs.deletionBegins(['its bytes'], now + 1);
    jobs.deletionEnded(['its bytes'], now + 2);
    const last = now + uploadKeptMs;
    jobs.deletionBegins(['others'], last);
    expect(uploads.find(id, ada.id, last)).toMatchObject({ id });
    expect(jobs.wasDeletedSince('its bytes', now)).toBe(true);
    expect(uploads.find(id, ada.id, last + 1)).toBeNull();
  });
});

test('nothing is noted in a room that was deleted while the picture was sent', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  await connect(ada, chat);
  const stub = env.CHAT_ROOM.getByName(chat);
  await ada.sendJson('DELETE', `/api/chats/${chat}`, { name: 'Lighthouses' });
  expect(await stub.noteUpload({ ...storedImage, user_id: ada.id }, Date.now())).toBeNull();
});
