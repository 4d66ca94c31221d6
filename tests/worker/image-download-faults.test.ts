import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { callSimulator } from '../support/simulator-faults.ts';
import { ask, ends, keysOf, room, rowOf } from './support/image-requests.ts';
import { countOf, pictureHash, predictionOf, script } from './support/simulator-client.ts';

/** Spoils downloads of the finished picture; those on the way there are of no concern here. */
const spoil = (prompt: string, then: object, times = 1) =>
  script({ on: 'output', part: 'final', prompt_includes: prompt, times, then });

test.concurrent.for([
  'html',
  'svg',
  'text',
  'empty',
  'wrong_magic',
  'broken_rest',
  'polyglot',
  'bomb_header',
  'bomb',
  'length_too_small',
  'length_huge',
  'oversize',
  'endless',
])(
  'a download that is spoiled as %s is not kept, and ends the request',
  async (file, { onTestFinished }) => {
    const { chat, client } = await room(onTestFinished);
    const prompt = `downloaded as ${file}`;
    await spoil(prompt, { file }, 9);
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({
      status: 'failed',
      image_url: null,
      error: { code: 'bad_output', may_have_been_charged: true },
    });
    expect(await keysOf(chat)).toEqual([]);
  },
);

test.concurrent.for<[string, object]>([
  ['500', { refuse: 'server_error' }],
  ['503', { refuse: 'unavailable' }],
  ['429', { refuse: 'throttled', retry_after: 1 }],
  ['broken connection', { reset: true }],
  ['404, although the picture is there', { file: 'missing' }],
  ['403, although the picture is there', { file: 'forbidden' }],
  ['file that is cut short', { file: 'truncated' }],
  ['file that is shorter than it was said to be', { file: 'length_too_large' }],
  ['file that never ends to come', { file: 'stalled' }],
  ['file that comes drop by drop', { file: 'slow' }],
])(
  'a %s is downloaded anew, and the picture is kept as it was made',
  async ([name, then], { onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = `first a ${name}`;
    await spoil(prompt, then);
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    // Throws where the prediction was asked for twice.
    expect((await rowOf(client, id)).sha256).toBe(await pictureHash(await predictionOf(prompt)));
  },
);

test.concurrent(
  'a page behind a picture is only ever served as a picture',
  async ({ onTestFinished }) => {
    const { ada, client } = await room(onTestFinished);
    const prompt = 'with a page behind it';
    await spoil(prompt, { file: 'trailing_html' });
    const { id } = await ask(client, { prompt });
    const { image_url: url } = await ends(client, id);
    const { headers } = await ada.send(url ?? '');
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
  },
);

test.concurrent('a redirect is not followed', async ({ onTestFinished }) => {
  const { client } = await room(onTestFinished);
  const other = await ask(client);
  await ends(client, other.id);
  const canary = await predictionOf(other.prompt);
  const answer = await callSimulator(`${env.SIMULATOR}/v1/predictions/${canary.id}`, {
    headers: { authorization: 'Bearer test' },
  });
  const { output } = await answer.json<{ output: string[] }>();
  const prompt = 'to be found elsewhere';
  await spoil(prompt, { redirect: output[0] ?? '' });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect((await rowOf(client, id)).sha256).toBe(await pictureHash(await predictionOf(prompt)));
  const after = await predictionOf(other.prompt);
  expect(countOf(after, 'output', 200)).toBe(countOf(canary, 'output', 200));
});

test.concurrent(
  'a picture that can never be downloaded ends the request, paid once',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'cannot be had';
    await spoil(prompt, { refuse: 'unavailable' }, 100);
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({
      status: 'failed',
      error: { code: 'storage_failed', may_have_been_charged: true },
    });
    expect(countOf(await predictionOf(prompt), 'output', 503)).toBe(5);
  },
);
