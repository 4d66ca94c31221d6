import { expect, test } from 'vitest';
import type { PredictionInput } from '../../../../src/domain/models/prediction-input.ts';
import { findPredictions } from '../../../../src/worker/images/find-predictions.ts';
import { isFileOf, uploadFile } from '../../../../src/worker/images/replicate-files.ts';
import { createPrediction } from '../../../../src/worker/images/replicate.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';

const sha256 = 'ab'.repeat(32);
const chat = 'c'.repeat(22);
const file = () => new File([Uint8Array.of(1, 2, 3)], `${sha256}.png`, { type: 'image/png' });
const patient = () => AbortSignal.timeout(10_000);

/** A simulator of its own: no prompt tells a rule for files whom it is meant for. */
async function started() {
  const simulator = await startSimulator();
  const settings = {
    token: 'test',
    baseUrl: `${simulator.url}/v1`,
    publicUrl: null,
    webhookSecrets: [],
  };
  const upload = (hash = sha256) =>
    uploadFile(settings, { file: file(), sha256: hash }, 3, patient());
  const addressOf = async (hash = sha256) => {
    const kept = await upload(hash);
    return 'address' in kept ? kept.address : expect.fail(kept.event.type);
  };
  const count = async (kind: string) =>
    (await simulator.ledger()).calls.filter((call) => call.kind === kind).length;
  return { ...simulator, settings, upload, addressOf, count };
}

test('a file is uploaded with its type and name, and known again by the image that it is of', async () => {
  const { settings, addressOf, client } = await started();
  const address = await addressOf();
  const id = address.split('/').at(-1) ?? '';
  expect(await client.files.get(id)).toMatchObject({
    name: `${sha256}.png`,
    content_type: 'image/png',
    size: 3,
    metadata: { sha256 },
  });
  expect(await isFileOf(settings, address, sha256)).toBe(true);
  expect(await isFileOf(settings, address, 'cd'.repeat(32))).toBe(false);
  // Of a file that somebody else named, its own hash counts.
  const { checksums } = await client.files.get(id);
  expect(await isFileOf(settings, address, checksums.sha256)).toBe(true);
  expect(await isFileOf(settings, 'https://api.replicate.com/v1/files/none', sha256)).toBe(false);
  expect(await isFileOf(settings, 'http://169.254.169.254/latest', sha256)).toBe(false);
});

test.each([
  [{ refuse: 'unauthenticated' }, { type: 'create_refused', code: 'unauthorized', detail: null }],
  [{ refuse: 'no_credit' }, { type: 'create_refused', code: 'no_credit', detail: null }],
  [
    { refuse: 'throttled', retry_after: 7 },
    { type: 'create_postponed', retry_after_ms: 7_000 },
  ],
  [{ refuse: 'invalid_input' }, { type: 'create_refused', code: 'invalid_input' }],
  [{ refuse: 'unavailable' }, { type: 'create_postponed', retry_after_ms: 0 }],
  [{ reset: true }, { type: 'create_postponed', retry_after_ms: 0 }],
  [{ junk: '{"id":' }, { type: 'create_postponed', retry_after_ms: 0 }],
  [
    { status: 200, body: {} },
    { type: 'create_postponed', retry_after_ms: 0 },
  ],
])('an upload that is answered with %j is made once', async (then, event) => {
  const { upload, script, count } = await started();
  await script([{ on: 'upload', times: 10, then }]);
  expect(await upload()).toMatchObject({ event: { attempt: 3, ...event } });
  expect(await count('upload')).toBe(1);
});

test('an upload ends when it is given up', async () => {
  const { settings, script, count } = await started();
  await script([{ on: 'upload', times: 10, then: { hold: 60_000 } }]);
  const giveUp = new AbortController();
  const uploading = uploadFile(settings, { file: file(), sha256 }, 1, giveUp.signal);
  giveUp.abort();
  expect(await uploading).toMatchObject({ event: { type: 'create_postponed' } });
  // And is not even begun after that.
  const late = await uploadFile(settings, { file: file(), sha256 }, 1, giveUp.signal);
  expect(late).toMatchObject({ event: { type: 'create_postponed' } });
  expect(await count('upload')).toBeLessThanOrEqual(1);
});

const kontext = 'black-forest-labs/flux-kontext-pro';
const editOf = (hash: string): PredictionInput => ({
  model: kontext,
  by: 'model',
  input: { prompt: 'at night', seed: 1 },
  files: [{ name: 'input_image', many: false, sha256: [hash], inverted: false, types: [] }],
});

test('a prediction is ours only with the very same picture', async () => {
  const { settings, addressOf, script } = await started();
  const before = Date.now();
  const hashes = ['11', '22'].map((two) => two.repeat(32));
  const ids: string[] = [];
  for (const hash of hashes) {
    const input = { prompt: 'at night', seed: 1, input_image: await addressOf(hash) };
    const asked = { model: kontext, by: 'model', input } as const;
    const made = await createPrediction(
      settings,
      asked,
      { attempt: 1, cancel_after_ms: 60_000 },
      null,
    );
    ids.push(made.type === 'created' ? made.prediction_id : made.type);
  }
  const find = (hash: string) => findPredictions(settings, editOf(hash), before, chat);
  expect(await find(hashes[0] ?? '')).toEqual({ candidates: [ids[0]], reachesBack: true });
  expect(await find(hashes[1] ?? '')).toEqual({ candidates: [ids[1]], reachesBack: true });
  expect(await find('33'.repeat(32))).toEqual({ candidates: [], reachesBack: true });
  // Where that cannot be told, nothing is proved: else it would be asked for, and paid, once more.
  await script([{ on: 'file', times: 1, then: { refuse: 'unavailable' } }]);
  expect(await find(hashes[0] ?? '')).toBeNull();
  // A file that is gone is none of ours.
  await script([{ on: 'file', times: 2, then: { refuse: 'not_found' } }]);
  expect(await find(hashes[0] ?? '')).toEqual({ candidates: [], reachesBack: true });
});

test('a prediction with an address of ours is known by its path', async () => {
  const { settings } = await started();
  const before = Date.now();
  const address = `https://darkroom.example/sources/${chat}/${sha256}?expires=1&signature=x`;
  const input = { prompt: 'at night', seed: 1, input_image: address };
  const asked = { model: kontext, by: 'model', input } as const;
  await createPrediction(settings, asked, { attempt: 1, cancel_after_ms: 60_000 }, null);
  const found = async (hash: string, room: string) =>
    (await findPredictions(settings, editOf(hash), before, room))?.candidates.length;
  expect(await found(sha256, chat)).toBe(1);
  expect(await found('33'.repeat(32), chat)).toBe(0);
  expect(await found(sha256, 'd'.repeat(22))).toBe(0);
});
