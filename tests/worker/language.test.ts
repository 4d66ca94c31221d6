import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import type { LanguageTask } from '../../src/domain/language/language-task.ts';
import { askLanguageModel } from '../../src/worker/language/ask-language-model.ts';
import { callSimulator } from '../support/simulator-faults.ts';
import { script, type Prediction } from './support/simulator-client.ts';

const settings = {
  token: 'test-token',
  baseUrl: `${env.SIMULATOR}/v1`,
  publicUrl: null,
  webhookSecrets: [],
};
const GPT = 'openai/gpt-5-nano';

let tasks = 0;

/** A task that no other test has, and its answer. */
function newTask(more: Partial<LanguageTask> = {}) {
  tasks += 1;
  const words = `harbour number ${tasks} of the language tests, with boats and far lights`;
  const task = { system: 'Be brief.', prompt: words, picture: null, maxTokens: 100, ...more };
  return { task, words, answer: `I have thought about: ${words}` };
}

/** Asks, and keeps what was heard. */
function ask(model: string, task: LanguageTask, signal = AbortSignal.timeout(60_000)) {
  const heard: string[] = [];
  const onText = (soFar: string) => {
    heard.push(soFar);
  };
  return { heard, answer: askLanguageModel(settings, model, task, { onText, signal }) };
}

type LedgerCall = { kind: string; status: number; prediction_id: string | null };

/** What the simulator knows of the predictions whose prompt has these words. */
async function ledgerOf(words: string) {
  const answer = await callSimulator(`${env.SIMULATOR}/simulator/ledger`);
  const ledger = await answer.json<{ calls: LedgerCall[]; predictions: Prediction[] }>();
  const predictions = ledger.predictions.filter(({ input }) => input.prompt?.includes(words));
  const ids = predictions.map(({ id }) => id);
  const calls = ledger.calls.filter(({ prediction_id }) => ids.includes(prediction_id ?? ''));
  return { predictions, calls };
}

test('an answer is heard while it is given, with one create and no look at it', async () => {
  const { task, words, answer } = newTask();
  const asked = ask(GPT, task);
  expect(await asked.answer).toEqual({ ok: true, text: answer });
  expect(asked.heard.length).toBeGreaterThan(3);
  for (const soFar of asked.heard) expect(answer.startsWith(soFar)).toBe(true);
  const { predictions } = await ledgerOf(words);
  expect(predictions).toHaveLength(1);
  expect(predictions[0]?.calls).toMatchObject([{ kind: 'stream', status: 200 }]);
  expect(predictions[0]?.input).toMatchObject({
    system_prompt: 'Be brief.',
    max_completion_tokens: 100,
  });
});

test('a model without a system text has it before the words, and one of the community runs by version', async () => {
  const { task, words } = newTask();
  const llama = await ask('meta/meta-llama-3-8b-instruct', task).answer;
  expect(llama).toMatchObject({ ok: true, text: `I have thought about: Be brief.\n\n${words}` });
  const { predictions } = await ledgerOf(words);
  expect(predictions[0]?.input).toEqual({ prompt: `Be brief.\n\n${words}`, max_tokens: 100 });
  const png = Uint8Array.from(atob(BLACK), (character) => character.charCodeAt(0));
  const picture = { bytes: png, contentType: 'image/png' };
  const seen = await ask('lucataco/moondream2', newTask({ picture }).task).answer;
  expect(seen).toEqual({ ok: true, text: 'A square picture in black, dark' });
});

test('a picture is given in the call where it is small, and as a file where it is not', async () => {
  const small = new Uint8Array(Uint8Array.from(atob(BLACK), (one) => one.charCodeAt(0)));
  const large = new Uint8Array(300_000);
  large.set(small);
  for (const [bytes, address] of [
    [small, /^data:image\/png;base64,/],
    [large, /\/v1\/files\//],
  ] as const) {
    const { task, words } = newTask({ picture: { bytes, contentType: 'image/png' } });
    expect(await ask(GPT, task).answer).toMatchObject({ ok: true });
    const { predictions } = await ledgerOf(words);
    expect(predictions[0]?.input['image_input']).toEqual([expect.stringMatching(address)]);
  }
});

test.concurrent(
  'a stream that is cut, falls silent, times out or is refused is finished by looking',
  async () => {
    const effects = [
      { stream: 'cut', after: 2 },
      { stream: 'timeout', after: 2 },
      { stream: 'silent', after: 2 },
      { refuse: 'unavailable' },
      { status: 200, body: { not: 'a stream' } },
    ];
    await Promise.all(
      effects.map(async (then) => {
        const { task, words, answer } = newTask();
        await script({ on: 'stream', prompt_includes: words, then });
        const asked = ask(GPT, task);
        expect(await asked.answer).toEqual({ ok: true, text: answer });
        expect(asked.heard.at(-1)).toBe(answer);
        const { predictions } = await ledgerOf(words);
        expect(predictions).toHaveLength(1);
        expect(predictions[0]?.calls.some(({ kind }) => kind === 'get')).toBe(true);
      }),
    );
  },
);

test.concurrent('looks that fail are made again, but for a prediction that is gone', async () => {
  const { task, words, answer } = newTask();
  await script(
    { on: 'stream', prompt_includes: words, then: { refuse: 'unavailable' } },
    { on: 'get', prompt_includes: words, then: { junk: '{' } },
  );
  expect(await ask(GPT, task).answer).toEqual({ ok: true, text: answer });
  const gone = newTask();
  await script(
    { on: 'stream', prompt_includes: gone.words, then: { refuse: 'unavailable' } },
    { on: 'get', prompt_includes: gone.words, then: { refuse: 'not_found' } },
  );
  expect(await ask(GPT, gone.task).answer).toMatchObject({ ok: false });
});

test('a prediction that hangs is given up with the signal, and cancelled', async () => {
  for (const hang of ['starting', 'processing']) {
    const { task, words } = newTask();
    await script({ on: 'prediction', prompt_includes: words, then: { hang } });
    const giveUp = new AbortController();
    const asked = ask(GPT, task, giveUp.signal);
    await expect.poll(async () => (await ledgerOf(words)).predictions.length).toBe(1);
    if (hang === 'processing') await expect.poll(() => asked.heard.length).toBeGreaterThan(0);
    giveUp.abort();
    expect(await asked.answer).toMatchObject({ ok: false, reason: 'failed' });
    await expect
      .poll(async () => (await ledgerOf(words)).calls.map(({ kind }) => kind))
      .toEqual(['create', 'cancel']);
  }
});

test.concurrent(
  'whoever gives up while it is asked has it cancelled as soon as it is known',
  async () => {
    const { task, words } = newTask();
    await script({
      on: 'create',
      prompt_includes: words,
      after_accept: true,
      then: { hold: 2_500 },
    });
    const giveUp = new AbortController();
    const asked = ask(GPT, task, giveUp.signal);
    await expect.poll(async () => (await ledgerOf(words)).predictions.length).toBe(1);
    giveUp.abort();
    expect(await asked.answer).toMatchObject({ ok: false });
    await expect
      .poll(async () => (await ledgerOf(words)).calls.map(({ kind }) => kind))
      .toEqual(['create', 'cancel']);
  },
);

test('there is one create whatever becomes of it, and the log has neither words nor token', async () => {
  const lines: string[] = [];
  const logged = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
  const effects = [
    { then: { refuse: 'no_credit' }, predictions: 0 },
    { then: { refuse: 'throttled', retry_after: 1 }, predictions: 0 },
    { then: { refuse: 'server_error' }, predictions: 0 },
    { then: { refuse: 'invalid_input' }, predictions: 0 },
    { then: { junk: '{"id":' }, after_accept: true, predictions: 1 },
    { then: { reset: true }, after_accept: true, predictions: 1 },
  ];
  for (const { predictions, ...fault } of effects) {
    const { task, words } = newTask();
    await script({ on: 'create', prompt_includes: words, ...fault });
    expect(await ask(GPT, task).answer).toMatchObject({ ok: false, reason: 'failed' });
    const known = await ledgerOf(words);
    expect(known.predictions).toHaveLength(predictions);
  }
  logged.mockRestore();
  const told = lines.filter((line) => line.includes('words_not_had'));
  expect(told).toHaveLength(effects.length);
  expect(told.join('\n')).not.toMatch(/harbour|test-token/);
});

test.concurrent(
  'a prediction that fails, or says nothing, is a failure and is not asked for again',
  async () => {
    const outcomes = [
      { fail: 'of harbour' },
      { abort: true },
      { output: [] },
      { output: '  ' },
      { output: null },
      { output: [{ a: 1 }] },
    ];
    await Promise.all(
      outcomes.map(async (then) => {
        const { task, words } = newTask();
        await script({ on: 'prediction', prompt_includes: words, then });
        expect(await ask(GPT, task).answer).toMatchObject({ ok: false });
        expect((await ledgerOf(words)).predictions).toHaveLength(1);
      }),
    );
  },
);

test.concurrent('an answer without end is cut, and the rest of it is not waited for', async () => {
  const { task, words } = newTask();
  const output = Array.from({ length: 30 }, () => 'x'.repeat(1_000));
  await script({ on: 'prediction', prompt_includes: words, then: { output } });
  const answer = await ask(GPT, task).answer;
  expect(answer.ok && answer.text.length).toBe(20_000);
});

test('a model that paints, is not there, or cannot be read is asked for nothing', async () => {
  const models = [
    'black-forest-labs/flux-schnell',
    'strange/no-input',
    'strange/no-version',
    'nobody/nothing',
  ];
  for (const model of models) {
    const { task, words } = newTask();
    expect(await ask(model, task).answer).toMatchObject({ ok: false });
    expect((await ledgerOf(words)).predictions).toEqual([]);
  }
  const { task } = newTask({ picture: { bytes: new Uint8Array(8), contentType: 'image/png' } });
  expect(await ask('meta/meta-llama-3-8b-instruct', task).answer).toMatchObject({ ok: false });
});

/** One black pixel, as a PNG. */
const BLACK =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
