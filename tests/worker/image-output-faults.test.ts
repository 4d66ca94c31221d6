import { expect, test } from 'vitest';
import { ask, ends, keysOf, room, rowOf } from './support/image-requests.ts';
import {
  countOf,
  pictureHash,
  predictionOf,
  predictionsOf,
  script,
} from './support/simulator-client.ts';

/** A whole PNG. */
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test.concurrent.for<[string, unknown]>([
  ['null', null],
  ['an empty list', []],
  ['a lone text', 'a lighthouse'],
  ['a number', 7],
  ['nested lists', [['$PICTURE_0']]],
  ['an object', { image: '$PICTURE_0' }],
  ['data:', [`data:image/png;base64,${onePixel}`]],
  ['file:', ['file:///etc/passwd']],
  ['the address of a machine', ['http://169.254.169.254/latest/meta-data']],
  ['another port', ['http://127.0.0.1:1/out.png']],
  ['another host', ['https://replicate.delivery.example/out.png']],
])(
  'an output that is %s is none, and ends the request',
  async ([name, output], { onTestFinished }) => {
    const { chat, client } = await room(onTestFinished);
    const prompt = `its output is ${name}`;
    await script({ on: 'prediction', prompt_includes: prompt, then: { output } });
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
  ['in a lone text', { output: '$PICTURE_0' }],
  ['behind bad ones', { output: [null, 'http://169.254.169.254/', '$PICTURE_0'] }],
  ['before more than were asked for', { pictures: 3 }],
])('a good picture %s is kept', async ([where, then], { onTestFinished }) => {
  const { client } = await room(onTestFinished);
  const prompt = `its picture is ${where}`;
  await script({ on: 'prediction', prompt_includes: prompt, then });
  const { id } = await ask(client, { prompt });
  expect(await ends(client, id)).toMatchObject({ status: 'completed' });
  expect((await rowOf(client, id)).sha256).toBe(await pictureHash(await predictionOf(prompt)));
});

test.concurrent(
  'no picture at all, although one was asked for, ends the request',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'makes no picture';
    await script({ on: 'prediction', prompt_includes: prompt, then: { pictures: 0 } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ error: { code: 'bad_output' } });
  },
);

test.concurrent(
  'an address that expired is asked for anew, once, and the picture is kept',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'expired, and fresh again';
    const output = { on: 'output', part: 'final', then: { file: 'expired' } };
    await script({ ...output, prompt_includes: prompt });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({ status: 'completed' });
    const prediction = await predictionOf(prompt);
    expect(countOf(prediction, 'output', 403)).toBe(1);
    expect((await rowOf(client, id)).sha256).toBe(await pictureHash(prediction));
  },
);

test.concurrent.for<[string, object, number]>([
  ['expired for good', { on: 'prediction', then: { files_kept_ms: 0 } }, 403],
  ['missing for good', { on: 'output', part: 'final', times: 9, then: { file: 'missing' } }, 404],
])(
  'a picture that is %s ends the request, after one more try',
  async ([name, rule, status], { onTestFinished }) => {
    const { chat, client } = await room(onTestFinished);
    const prompt = `its picture is ${name}`;
    await script({ ...rule, prompt_includes: prompt });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({
      status: 'failed',
      error: { code: 'output_expired', may_have_been_charged: true },
    });
    expect(countOf(await predictionOf(prompt), 'output', status)).toBe(2);
    expect(await keysOf(chat)).toEqual([]);
  },
);

test.concurrent(
  'an output that was removed before it was seen has expired',
  async ({ onTestFinished }) => {
    const { client } = await room(onTestFinished);
    const prompt = 'removed at once';
    await script({ on: 'prediction', prompt_includes: prompt, then: { data_kept_ms: 0 } });
    const { id } = await ask(client, { prompt });
    expect(await ends(client, id)).toMatchObject({
      status: 'failed',
      error: { code: 'output_expired', may_have_been_charged: true },
    });
    expect(await predictionsOf(prompt)).toHaveLength(1);
  },
);
