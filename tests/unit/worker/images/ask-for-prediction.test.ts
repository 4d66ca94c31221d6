import { createHash } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { askForPrediction } from '../../../../src/worker/images/ask-for-prediction.ts';
import { imageKey } from '../../../../src/worker/images/image-key.ts';
import type { ImageStore } from '../../../../src/worker/images/image-store.ts';
import type { Asked } from '../../../../src/worker/images/turn.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { halfMask } from '../../simulator/run-model.ts';

const chat = 'c'.repeat(22);
const job = { chat_id: chat, image_id: 'i'.repeat(22) };
const effect = { type: 'create_prediction', attempt: 2, cancel_after_ms: 60_000 } as const;
const nano = 'google/nano-banana';

/** A simulator, and a store with these pictures. */
async function started(pictures: Uint8Array[] = [], publicUrl: string | null = null) {
  const simulator = await startSimulator();
  const hashes = pictures.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  const objects = new Map(hashes.map((hash, index) => [imageKey(chat, hash), pictures[index]]));
  const facts = { etag: '', contentType: 'image/png', uploadedAt: 0 };
  const store: ImageStore = {
    put: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    list: () => Promise.resolve({ objects: [], isLast: true }),
    head: (key) => {
      const size = objects.get(key)?.byteLength;
      return Promise.resolve(size === undefined ? null : { ...facts, size });
    },
    get: (key) => {
      const bytes = new Uint8Array(objects.get(key) ?? []);
      const body = new Response(bytes).body ?? new ReadableStream();
      return Promise.resolve({ ...facts, size: bytes.byteLength, body });
    },
  };
  const replicate = {
    token: 'test',
    baseUrl: `${simulator.url}/v1`,
    publicUrl,
    webhookSecrets: [],
  };
  const storage = { store, images: undefined, chatId: chat };
  const giving = { replicate, storage, secret: 's'.repeat(32), at: Date.now() };
  const asked = (more: Partial<Asked> = {}): Asked => ({
    model: nano,
    by: 'model',
    input: { prompt: 'join them' },
    files: [{ name: 'image_input', many: true, sha256: hashes, inverted: false, types: [] }],
    is_source_gone: false,
    ...more,
  });
  const count = async (kind: string) =>
    (await simulator.ledger()).calls.filter((call) => call.kind === kind).length;
  /** The input of the one prediction that was made first, as far as it is of texts. */
  const inputSent = async () => {
    const [prediction] = (await simulator.ledger()).predictions;
    return z
      .record(z.string(), z.union([z.string(), z.array(z.string())]))
      .parse(prediction?.input);
  };
  return { ...simulator, inputSent, hashes, giving, asked, store, objects, count };
}

const masks = async () => [await halfMask(16, 16), await halfMask(32, 16), await halfMask(16, 32)];

test('several pictures are given in their order, each uploaded once', async () => {
  const { giving, asked, inputSent, hashes, client, count } = await started(await masks());
  const made = await askForPrediction(asked(), effect, job, giving);
  expect(made).toMatchObject({ type: 'created', attempt: 2 });
  const addresses = [(await inputSent())['image_input'] ?? []].flat();
  const files = await Promise.all(
    addresses.map((address) => client.files.get(address.split('/').at(-1) ?? '')),
  );
  expect(files.map(({ checksums }) => checksums.sha256)).toEqual(hashes);
  await askForPrediction(asked(), effect, job, giving);
  expect([await count('upload'), await count('create')]).toEqual([3, 2]);
});

test('where Replicate reaches us, nothing is uploaded', async () => {
  const { giving, asked, inputSent, hashes, count } = await started(
    await masks(),
    'https://darkroom.example',
  );
  await askForPrediction(asked(), effect, job, giving);
  const addresses = [(await inputSent())['image_input'] ?? []].flat();
  expect(addresses.map((address) => new URL(address).pathname)).toEqual(
    hashes.map((hash) => `/sources/${chat}/${hash}`),
  );
  expect(await count('upload')).toBe(0);
});

test('nothing is asked for where a source is gone, or was deleted', async () => {
  const { giving, asked, objects, hashes, count } = await started(await masks());
  const gone = { type: 'create_refused', attempt: 2, code: 'source_gone', detail: null };
  expect(await askForPrediction(asked({ is_source_gone: true }), effect, job, giving)).toEqual(
    gone,
  );
  objects.delete(imageKey(chat, hashes[1] ?? ''));
  expect(await askForPrediction(asked(), effect, job, giving)).toEqual(gone);
  expect(await count('create')).toBe(0);
});

test('where the store or an upload fails it is asked for later', async () => {
  const { giving, asked, store, script, count } = await started(await masks());
  const postponed = { type: 'create_postponed', attempt: 2, retry_after_ms: 0 };
  await script([{ on: 'upload', then: { reset: true } }]);
  expect(await askForPrediction(asked(), effect, job, giving)).toEqual(postponed);
  vi.spyOn(console, 'log').mockImplementation(() => {});
  store.head = () => Promise.reject(new Error('the store is away'));
  expect(await askForPrediction(asked(), effect, job, giving)).toEqual(postponed);
  expect(await count('create')).toBe(0);
});

test('an upload that took longer than the lease allows is not followed by a POST', async () => {
  const { giving, asked, store, count } = await started(await masks());
  const get = store.get.bind(store);
  const now = Date.now.bind(Date);
  let late = 0;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + late);
  onTestFinished(() => clock.mockRestore());
  store.get = (...key) => {
    late = 10_000;
    return get(...key);
  };
  expect(await askForPrediction(asked(), effect, job, giving)).toMatchObject({
    type: 'create_postponed',
  });
  expect([await count('upload'), await count('create')]).toEqual([3, 0]);
  // The next attempt finds everything uploaded.
  expect(await askForPrediction(asked(), effect, job, giving)).toMatchObject({ type: 'created' });
  expect([await count('upload'), await count('create')]).toEqual([3, 1]);
});

test('a mask is given the other way round where the model wants it so', async () => {
  const [picture = Buffer.alloc(0), mask = Buffer.alloc(0)] = await masks();
  const { giving, asked, inputSent, hashes, client, call } = await started([picture, mask]);
  const files = hashes.map((hash, index) => ({
    name: index === 0 ? 'image' : 'mask',
    many: false,
    sha256: [hash],
    inverted: index === 1,
    types: [],
  }));
  const made = asked({ model: 'ideogram-ai/ideogram-v3-turbo', files });
  expect(await askForPrediction(made, effect, job, giving)).toMatchObject({ type: 'created' });
  const { mask: address } = await inputSent();
  const id = String(address).split('/').at(-1) ?? '';
  // Known again by the mask as we keep it.
  expect(await client.files.get(id)).toMatchObject({ metadata: { sha256: hashes[1] } });
  const sent = Buffer.from(await (await call(`/v1/files/${id}/download`)).arrayBuffer());
  expect(sent.equals(mask)).toBe(false);
});
