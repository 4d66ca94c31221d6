import { expect, test } from 'vitest';
import { makeClock, startSimulator, type StartedSimulator } from './start-simulator.ts';

const LLAMA = 'meta/meta-llama-3-8b-instruct';
const QUESTION = { prompt: 'a harbour\nwith   two boats — and a light, far out at sea' };
const ANSWER = `I have thought about: ${QUESTION.prompt}`;

/** Makes a prediction and gives the address of its stream. */
async function ask({ client }: StartedSimulator, model = LLAMA) {
  const created = await client.predictions.create({ model, input: QUESTION, stream: true });
  return { id: created.id, stream: created.urls.stream ?? '' };
}

/** The data of all output events, with what else came. */
function readEvents(body: string) {
  const events = body.split('\n\n').map((event) => ({
    name: /^event: (.*)$/m.exec(event)?.[1] ?? '',
    id: /^id: (.*)$/m.exec(event)?.[1] ?? '',
    data: [...event.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join('\n'),
  }));
  const outputs = events.filter(({ name }) => name === 'output');
  return { events, outputs, text: outputs.map(({ data }) => data).join('') };
}

test('the stock client streams an answer token by token, line breaks and spaces too', async () => {
  const { client, ledger } = await startSimulator();
  const pieces: string[] = [];
  const names = new Set<string>();
  for await (const event of client.stream(LLAMA, { input: QUESTION })) {
    names.add(event.event);
    if (event.event === 'output') pieces.push(event.data);
  }
  expect(pieces.join('')).toBe(ANSWER);
  expect(pieces.length).toBeGreaterThan(8);
  expect([...names]).toEqual(['output', 'done']);
  const [prediction] = (await ledger()).predictions;
  expect(prediction?.calls).toMatchObject([{ kind: 'stream', status: 200, count: 1 }]);
});

test('reading a running prediction shows a list of pieces that grows to the whole', async () => {
  const clock = makeClock();
  const { client } = await startSimulator({ seconds: 10, now: clock.now });
  const { id } = await client.predictions.create({ model: LLAMA, input: QUESTION });
  const seen: string[] = [];
  for (let second = 0; second < 6; second += 1) {
    const { output } = await client.predictions.get(id);
    seen.push(Array.isArray(output) ? output.join('') : String(output));
    clock.pass(1);
  }
  expect(seen[0]).toBe('null');
  expect(seen.at(-1)).toBe(ANSWER);
  const grown = seen.filter((text) => text !== 'null');
  expect(new Set(grown).size).toBeGreaterThan(2);
  for (const text of grown) expect(ANSWER.startsWith(text)).toBe(true);
});

test('a stream that is asked for again goes on after the event that was heard last', async () => {
  const simulator = await startSimulator();
  const { stream } = await ask(simulator);
  const whole = readEvents(await (await fetch(stream)).text());
  expect(whole.text).toBe(ANSWER);
  const { id, data } = whole.outputs[2] ?? { id: '', data: '' };
  const rest = await fetch(stream, { headers: { 'last-event-id': id } });
  const head = whole.outputs[0]?.data ?? '';
  expect(readEvents(await rest.text()).text).toBe(
    ANSWER.slice(`${head}${whole.outputs[1]?.data ?? ''}${data}`.length),
  );
});

test('a stream ends with why: cancelled, or an error before it', async () => {
  const simulator = await startSimulator({ seconds: 30 });
  const cancelled = await ask(simulator);
  await simulator.client.predictions.cancel(cancelled.id);
  const { events } = readEvents(await (await fetch(cancelled.stream)).text());
  expect(events.find(({ name }) => name === 'done')?.data).toBe('{"reason":"canceled"}');
  await simulator.script([{ on: 'prediction', then: { fail: 'out of words', seconds: 0.2 } }]);
  const failed = await ask(simulator);
  const names = readEvents(await (await fetch(failed.stream)).text()).events.map(
    ({ name, data }) => `${name} ${data}`,
  );
  expect(names.filter((name) => !name.startsWith('output')).slice(0, 2)).toEqual([
    'error {"detail":"out of words"}',
    'done {"reason":"error"}',
  ]);
});

test('a stream can be cut, fall silent, or end as Replicate ends old ones', async () => {
  const simulator = await startSimulator();
  const { script } = simulator;
  await script([
    { on: 'stream', then: { stream: 'cut', after: 2 } },
    { on: 'stream', then: { stream: 'timeout', after: 2 } },
    { on: 'stream', then: { stream: 'silent', after: 2 } },
    { on: 'stream', then: { refuse: 'unavailable' } },
  ]);
  const { id, stream } = await ask(simulator);
  await expect(fetch(stream).then(async (answer) => answer.text())).rejects.toThrow();
  const ended = await (await fetch(stream)).text();
  expect(readEvents(ended).outputs).toHaveLength(2);
  expect(ended).toMatch(/:408: 408 Request Timeout\n\n$/);
  const silent = await fetch(stream);
  const reader = silent.body?.getReader();
  let heard = '';
  while (readEvents(heard).outputs.length < 2) {
    heard += Buffer.from((await reader?.read())?.value ?? []).toString();
  }
  await expect
    .poll(async () => (await simulator.client.predictions.get(id)).status)
    .toBe('succeeded');
  const more = await Promise.race([reader?.read(), Promise.resolve('nothing')]);
  expect(more).toBe('nothing');
  await reader?.cancel();
  expect((await fetch(stream)).status).toBe(503);
});

test('a scripted output is what a language model says, however odd', async () => {
  const simulator = await startSimulator();
  const outputs = [['\u0000a', '\u202eb'], [], '', 'x'.repeat(50_000), null];
  for (const output of outputs) {
    await simulator.script([{ on: 'prediction', then: { output } }]);
    const { id, stream } = await ask(simulator);
    const { text } = readEvents(await (await fetch(stream)).text());
    expect(text).toBe([output].flat().join(''));
    expect((await simulator.client.predictions.get(id)).output).toEqual(output);
  }
});

test('models that paint have no stream', async () => {
  const { client } = await startSimulator();
  const made = await client.predictions.create({
    model: 'black-forest-labs/flux-schnell',
    input: { prompt: 'x' },
    stream: true,
  });
  expect(made.urls.stream).toBeUndefined();
});
