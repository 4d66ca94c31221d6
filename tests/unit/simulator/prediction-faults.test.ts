import { expect, test } from 'vitest';
import { addressesOf, makeClock, startSimulator } from './start-simulator.ts';

const SCHNELL = 'black-forest-labs/flux-schnell';
const DEV = 'black-forest-labs/flux-dev';

function percentsIn(logs: string | undefined): number[] {
  return [...(logs ?? '').matchAll(/(\d+)%\|/g)].map(([, percent]) => Number(percent));
}

test.each([
  ['nsfw', 'NSFW content detected'],
  ['sensitive', 'flagged as sensitive. Please try again with different inputs. (E005)'],
  ['out_of_memory', 'CUDA out of memory'],
])('a prediction can fail as models are known to: %s', async (fail_like, words) => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'prediction', then: { fail_like } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(60);
  expect(await client.predictions.get(id)).toMatchObject({
    status: 'failed',
    output: null,
    error: expect.stringContaining(words) as unknown,
  });
});

test('an unknown status can last for a while, and the run then goes as usual', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ seconds: 10, now: clock.now });
  await script([{ on: 'prediction', then: { status: 'booting', for_ms: 30_000 } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(30);
  expect(await client.predictions.get(id)).toMatchObject({ status: 'booting', output: null });
  clock.pass(3);
  expect((await client.predictions.get(id)).status).toBe('processing');
  clock.pass(3);
  expect((await client.predictions.get(id)).status).toBe('succeeded');
});

test('an unknown status without an end lasts for ever', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'prediction', then: { status: 'booting' } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(24 * 3600);
  expect((await client.predictions.get(id)).status).toBe('booting');
});

test.each([
  [{ seconds: 100 }, 99, 101],
  [{ factor: 25 }, 99, 101],
])('a model can be slow by %j', async (then, before, after) => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ seconds: 10, now: clock.now });
  await script([{ on: 'prediction', then }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(before);
  expect((await client.predictions.get(id)).status).toBe('processing');
  clock.pass(after - before);
  expect((await client.predictions.get(id)).status).toBe('succeeded');
});

test('progress can go up and down', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ seconds: 10, now: clock.now });
  await script([{ on: 'prediction', then: { progress: 'shuffled' } }]);
  const { id } = await client.predictions.create({ model: DEV, input: { prompt: 'x' } });
  const seen: number[] = [];
  for (let i = 0; i < 28; i += 1) {
    clock.pass(0.5);
    seen.push(percentsIn((await client.predictions.get(id)).logs).at(-1) ?? 0);
  }
  expect(seen.at(-1)).toBe(100);
  expect(seen).not.toEqual(seen.toSorted((a, b) => a - b));
});

test('progress can be said after the end, or not at all', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ now: clock.now });
  await script([
    { on: 'prediction', prompt_includes: 'late', then: { progress: 'after_end' } },
    { on: 'prediction', prompt_includes: 'silent', then: { progress: 'none' } },
  ]);
  const late = await client.predictions.create({ model: DEV, input: { prompt: 'late' } });
  const silent = await client.predictions.create({ model: DEV, input: { prompt: 'silent' } });
  clock.pass(60);
  const ended = await client.predictions.get(late.id);
  expect(ended.status).toBe('succeeded');
  expect(percentsIn(ended.logs).slice(-2)).toEqual([100, 39]);
  expect(percentsIn((await client.predictions.get(silent.id)).logs)).toEqual([]);
});

test('a cancel can be taken and have no effect', async () => {
  const clock = makeClock();
  const { call, client, script } = await startSimulator({ seconds: 10, now: clock.now });
  await script([{ on: 'prediction', then: { ignores_cancel: true } }]);
  const response = await call(`/v1/models/${SCHNELL}/predictions`, {
    method: 'POST',
    headers: { 'cancel-after': '5s' },
    body: JSON.stringify({ input: { prompt: 'x' } }),
  });
  const { id } = (await response.json()) as { id: string };
  clock.pass(2);
  expect((await client.predictions.cancel(id)).status).toBe('processing');
  clock.pass(60);
  expect((await client.predictions.get(id)).status).toBe('succeeded');
});

test('what went in and out can be removed at once', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'prediction', then: { data_kept_ms: 0 } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(60);
  expect(await client.predictions.get(id)).toMatchObject({
    status: 'succeeded',
    data_removed: true,
    input: {},
    logs: '',
    output: null,
  });
});

test.each([
  ['null', null],
  ['an empty list', []],
  ['an object', { picture: 'x' }],
  ['a number', 7],
  ['no address', ['not an address']],
  ['a data URI', ['data:image/png;base64,iVBORw0KGgo=']],
  ['file:', ['file:///etc/passwd']],
  ['ftp:', ['ftp://127.0.0.1/out-0.png']],
  ['a link-local host', ['http://169.254.169.254/latest/meta-data']],
  ['another port', ['http://127.0.0.1:1/out-0.png']],
  ['IPv6', ['http://[::1]:1/out-0.png']],
  ['a decimal address', ['http://2130706433/out-0.png']],
])('an output can be %s', async (_, output) => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'prediction', then: { output } }]);
  const { id } = await client.predictions.create({ model: SCHNELL, input: { prompt: 'x' } });
  clock.pass(60);
  expect(await client.predictions.get(id)).toMatchObject({ status: 'succeeded', output });
});

test('an output can be a lone text, nested, or good and bad at once, with real pictures', async () => {
  const clock = makeClock();
  const { client, script, url } = await startSimulator({ now: clock.now });
  const outputs = [
    '$PICTURE_0',
    [['$PICTURE_0'], { more: '$PICTURE_1' }],
    ['$PICTURE_0', 'file:///etc/passwd'],
    [url.replace('http://', 'http://user@').concat('/files/x'), '$ORIGIN/elsewhere.png'],
  ];
  await script(outputs.map((output) => ({ on: 'prediction', then: { output } })));
  const made: unknown[] = [];
  const files: string[] = [];
  for (const _ of outputs) {
    const input = { prompt: 'x', num_outputs: 2, megapixels: '0.25' };
    const { id } = await client.predictions.create({ model: SCHNELL, input });
    clock.pass(60);
    made.push((await client.predictions.get(id)).output);
    files.push(`${url}/files/${id}/out-0.webp`);
  }
  expect(made).toEqual([
    files[0],
    [[files[1]], { more: files[1]?.replace('out-0', 'out-1') }],
    [files[2], 'file:///etc/passwd'],
    [`${url.replace('http://', 'http://user@')}/files/x`, `${url}/elsewhere.png`],
  ]);
  expect((await fetch(String(made[0]))).headers.get('content-type')).toBe('image/webp');
});

test.each([0, 1, 4])('%i pictures can come where two were asked for', async (pictures) => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ now: clock.now });
  await script([{ on: 'prediction', then: { pictures } }]);
  const input = { prompt: 'x', num_outputs: 2, megapixels: '0.25' };
  const { id } = await client.predictions.create({ model: SCHNELL, input });
  clock.pass(60);
  const addresses = addressesOf((await client.predictions.get(id)).output);
  expect(addresses).toHaveLength(pictures);
  for (const address of addresses) expect((await fetch(address)).status).toBe(200);
});

test('addresses can expire early, and for good', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ seconds: 1, now: clock.now });
  await script([{ on: 'prediction', then: { files_kept_ms: 30_000 } }]);
  const input = { prompt: 'x', megapixels: '0.25' };
  const { id } = await client.predictions.create({ model: SCHNELL, input });
  clock.pass(10);
  const [address = ''] = addressesOf((await client.predictions.get(id)).output);
  expect((await fetch(address)).status).toBe(200);
  clock.pass(30);
  expect((await fetch(address)).status).toBe(403);
  expect((await client.predictions.get(id)).output).toEqual([address]);
});

test('addresses can expire early, and the next GET gives new ones', async () => {
  const clock = makeClock();
  const { client, script } = await startSimulator({ seconds: 1, now: clock.now });
  await script([{ on: 'prediction', then: { files_kept_ms: 30_000, fresh_address: true } }]);
  const input = { prompt: 'x', megapixels: '0.25' };
  const { id } = await client.predictions.create({ model: SCHNELL, input });
  clock.pass(10);
  const [old = ''] = addressesOf((await client.predictions.get(id)).output);
  clock.pass(30);
  expect((await fetch(old)).status).toBe(403);
  const [fresh = ''] = addressesOf((await client.predictions.get(id)).output);
  expect(fresh).not.toBe(old);
  expect((await fetch(fresh)).status).toBe(200);
  expect((await fetch(old)).status).toBe(403);
});
