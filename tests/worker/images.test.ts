import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { limits } from '../../src/protocol/limits.ts';
import { connect } from './support/connect.ts';
import { ask, ends, room, rowOf } from './support/image-requests.ts';
import { chatOf, guest } from './support/people.ts';
import { predictionsOf, script } from './support/simulator-client.ts';

test('a prompt becomes an image that everybody in the chat gets', async () => {
  const { ada, chat, client } = await room();
  const lin = await guest('Lin');
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  const lins = await connect(lin, chat);
  const prompt = 'a lighthouse that takes its time';
  // Long enough to be seen developing, however slow the machine.
  await script({ on: 'prediction', prompt_includes: prompt, then: { seconds: 5 } });
  const { id } = await ask(client, { prompt, width: 768, height: 512, seed: 7 });

  await lins.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'pending' && said.position === null,
  );
  await lins.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'processing',
  );
  await lins.hears('image_progress', (said) => said.image_id === id && (said.progress ?? 0) > 0);
  await lins.hears('image_progress', (said) => said.preview?.startsWith('data:image/') === true);
  const complete = await ends(lins, id);
  expect(complete).toMatchObject({ status: 'completed', prompt, error: null });

  const row = await rowOf(client, id);
  expect(row).toMatchObject({
    status: 'completed',
    requested_by: ada.id,
    width: 768,
    height: 512,
    seed: 7,
    model: 'stability-ai/sdxl',
    content_type: 'image/png',
    url: complete.image_url,
  });
  const served = await lin.send(row.url ?? '');
  const bytes = await served.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  expect([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(row.sha256);
  expect(bytes.byteLength).toBe(row.bytes);
  expect(await predictionsOf(prompt)).toHaveLength(1);
});

test('progress never falls, and none is heard after the end', async () => {
  const { client } = await room();
  const { id } = await ask(client);
  await ends(client, id);
  const mine = client.heard.filter((said) => 'image_id' in said && said.image_id === id);
  expect(mine.at(-1)?.type).toBe('image_complete');
  const percents = mine.flatMap((said) =>
    said.type === 'image_progress' && said.progress !== null ? [said.progress] : [],
  );
  expect(percents).toEqual(percents.toSorted((a, b) => a - b));
});

test('the same request with the same seed gives the same bytes', async () => {
  const { client } = await room();
  const settings = { prompt: 'a red boat at dawn', seed: 11 };
  const [one, two] = [await ask(client, settings), await ask(client, settings)];
  await Promise.all([ends(client, one.id), ends(client, two.id)]);
  expect((await rowOf(client, one.id)).sha256).toBe((await rowOf(client, two.id)).sha256);
});

test('without a seed one is chosen, kept and sent', async () => {
  const { client } = await room();
  const { id, prompt } = await ask(client);
  await ends(client, id);
  const [prediction] = await predictionsOf(prompt);
  expect(prediction?.input.seed).toBe((await rowOf(client, id)).seed);
});

test('the finished record is in D1 with every field', async () => {
  const { chat, client } = await room();
  const { id, prompt } = await ask(client, { negative_prompt: 'boats' });
  await ends(client, id);
  const row = await rowOf(client, id);
  await vi.waitFor(async () => {
    const [found] = (await env.DB.prepare('SELECT * FROM image WHERE id = ?').bind(id).all())
      .results;
    expect(found).toMatchObject({
      prompt,
      negative_prompt: 'boats',
      status: 'completed',
      url: row.url,
      chat_id: chat,
      message_id: row.message_id,
      width: 384,
      height: 384,
      model: row.model,
      seed: row.seed,
      created_at: row.created_at,
      updated_at: row.updated_at,
      deleted_at: null,
    });
  }, 30_000);
});

test('images are served to members only, whole, in parts, and not twice', async () => {
  const { ada, client } = await room();
  const { id } = await ask(client);
  const { image_url: url } = await ends(client, id);
  const path = url ?? '';
  const whole = await ada.send(path);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  const bytes = new Uint8Array(await whole.arrayBuffer());

  const part = await ada.send(path, { headers: { range: 'bytes=10-19' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.byteLength}`);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20));
  const tail = await ada.send(path, { headers: { range: 'bytes=-5' } });
  expect(new Uint8Array(await tail.arrayBuffer())).toEqual(bytes.slice(-5));

  const etag = whole.headers.get('etag') ?? '';
  const known = await ada.send(path, { headers: { 'if-none-match': etag } });
  expect(known.status).toBe(304);
  expect((await ada.send(path, { method: 'HEAD' })).headers.get('content-length')).toBe(
    String(bytes.byteLength),
  );
  const download = await ada.send(`${path}?download`);
  expect(download.headers.get('content-disposition')).toBe(
    `attachment; filename="darkroom-${path.slice(-64).slice(0, 22)}.png"`,
  );

  const eve = await guest('Eve');
  expect((await eve.send(path)).status).toBe(404);
  expect((await eve.send(path, { headers: { 'if-none-match': etag } })).status).toBe(404);
  const evesChat = await chatOf(eve);
  const name = path.slice(-64);
  expect((await eve.send(`/chats/${evesChat}/images/${name}`)).status).toBe(404);
  expect((await eve.send(`${path}/thumbnail`)).status).toBe(404);
});

test.each([
  [{ prompt: '  ' }, 'invalid', 'prompt'],
  [{ prompt: 'x'.repeat(2001) }, 'invalid', 'prompt'],
  [{ width: 500 }, 'invalid', 'width'],
  [{ height: 2048 }, 'invalid', 'height'],
  [{ seed: 2_147_483_648 }, 'invalid', 'seed'],
  [{ model: 'acme/none' }, 'unknown_model', 'model'],
])('%j is refused in words and nothing is asked of the model', async (settings, code, field) => {
  const { client } = await room();
  const request = {
    client_id: 'request-refused',
    prompt: `never asked for ${JSON.stringify(settings)}`,
    ...settings,
  };
  client.say({ type: 'image_request', ...request });
  expect(await client.answerTo(request.client_id)).toMatchObject({
    type: 'refused',
    error: { code, field },
  });
  expect(await predictionsOf(request.prompt)).toEqual([]);
});

test('who asked can cancel, others cannot', async () => {
  const { ada, chat, client } = await room();
  const lin = await guest('Lin');
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  const lins = await connect(lin, chat);
  const prompt = 'never ends by itself';
  await script({ on: 'prediction', prompt_includes: prompt, then: { hang: 'processing' } });
  const { id } = await ask(client, { prompt });
  await lins.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'processing',
  );
  lins.say({ type: 'image_cancel', client_id: 'cancel-of-lin', image_id: id });
  expect(await lins.answerTo('cancel-of-lin')).toMatchObject({ error: { code: 'not_allowed' } });
  client.say({ type: 'image_cancel', client_id: 'cancel-of-ada', image_id: id });
  expect(await client.answerTo('cancel-of-ada')).toMatchObject({ type: 'ack' });
  expect(await ends(lins, id)).toMatchObject({
    status: 'canceled',
    error: { code: 'canceled', may_have_been_charged: true },
  });
  expect(await rowOf(lins, id)).toMatchObject({ canceled_by: ada.id });
  const [prediction] = await predictionsOf(prompt);
  expect(prediction?.status).toBe('canceled');
});

test('the owner of the room can cancel what somebody else asked for', async () => {
  const { ada, chat, client: adas } = await room();
  const lin = await guest('Lin');
  await lin.sendJson('POST', `/api/chats/${chat}/join`);
  const lins = await connect(lin, chat);
  const prompt = 'never ends unless the owner ends it';
  await script({ on: 'prediction', prompt_includes: prompt, then: { hang: 'processing' } });
  const { id } = await ask(lins, { prompt });
  await adas.hears(
    'image_progress',
    (said) => said.image_id === id && said.status === 'processing',
  );
  adas.say({ type: 'image_cancel', client_id: 'cancel-of-owner', image_id: id });
  expect(await adas.answerTo('cancel-of-owner')).toMatchObject({ type: 'ack' });
  // Everybody sees that it is under way, also who comes only now.
  await lins.hears('changes', ({ images }) =>
    images.some(({ status, canceled_by }) => status === 'processing' && canceled_by === ada.id),
  );
  expect(await ends(lins, id)).toMatchObject({ status: 'canceled' });
  expect(await rowOf(lins, id)).toMatchObject({ requested_by: lin.id, canceled_by: ada.id });
});

test('whoever joins late gets the current progress', async () => {
  const { ada, chat, client } = await room();
  const prompt = 'slow enough to join';
  await script({ on: 'prediction', prompt_includes: prompt, then: { hang: 'processing' } });
  const { id } = await ask(client, { prompt });
  const heard = await client.hears('image_progress', (said) => said.status === 'processing');
  const late = await connect(ada, chat);
  const { progress } = await late.hears('snapshot');
  expect(progress).toMatchObject([{ image_id: id, status: 'processing' }]);
  expect(progress[0]?.progress ?? 0).toBeGreaterThanOrEqual(heard.progress ?? 0);
  client.say({ type: 'image_cancel', client_id: 'cancel-it-1', image_id: id });
  await ends(client, id);
});

test('one person can have only so many images in the making', async () => {
  const { client } = await room();
  const prompt = 'one of very many';
  await script({
    on: 'prediction',
    prompt_includes: prompt,
    times: 100,
    then: { hang: 'starting' },
  });
  const { perPerson } = limits.liveImages;
  const requests = Array.from({ length: perPerson + 1 }, (_, index) => ({
    type: 'image_request',
    client_id: `many-000${index}`,
    prompt,
  }));
  client.sendRaw(JSON.stringify(requests));
  expect(await client.answerTo(`many-000${perPerson}`)).toMatchObject({
    error: { code: 'too_many' },
  });
});
