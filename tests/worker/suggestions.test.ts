import { env } from 'cloudflare:workers';
import { nanoid } from 'nanoid';
import { expect, test, vi } from 'vitest';
import { limits } from '../../src/protocol/limits.ts';
import { RoomLanguage } from '../../src/worker/chat-room/room-language.ts';
import type { RoomClient } from '../support/room-client.ts';
import { askedWith } from './support/drafts.ts';
import { ask, ends, room } from './support/image-requests.ts';
import { adaAndLin, done } from './support/rooms.ts';
import { script } from './support/simulator-client.ts';

/** A prompt that nobody else has made rich. */
const newPrompt = () => `a fox in fog ${nanoid(8).replaceAll(/[_-]/g, 'x')}`;

/** Asks for words. @returns their name, and how it ends */
function suggest(client: RoomClient, request: Record<string, unknown>) {
  const client_id = `suggest-${nanoid(8)}`;
  client.say({ type: 'suggestion_request', client_id, ...request });
  const end = client.hears('suggestion', (heard) => heard.client_id === client_id && heard.is_done);
  return { client_id, end };
}

const expand = (client: RoomClient, prompt: string) => suggest(client, { kind: 'expand', prompt });

test('a short prompt is made rich for who asks, while it is written, and nothing is kept of it', async () => {
  const { adas, lins, chat } = await adaAndLin();
  const prompt = newPrompt();
  const { rev } = await env.CHAT_ROOM.getByName(chat).readPage(0);
  const { client_id, end } = expand(adas, prompt);
  const { text, error } = await end;
  expect(text.startsWith(`${prompt}, `)).toBe(true);
  expect(error).toBeNull();
  const told = adas.heard.flatMap((one) => (one.type === 'suggestion' ? [one] : []));
  expect(told.length).toBeGreaterThan(1);
  for (const one of told) {
    expect(one.client_id).toBe(client_id);
    expect(text.startsWith(one.text)).toBe(true);
  }
  await done(lins, { type: 'message_send', text: 'hello' });
  expect(lins.heard.some(({ type }) => type === 'suggestion')).toBe(false);
  expect((await env.CHAT_ROOM.getByName(chat).readPage(0)).rev).toBe(rev + 1);
});

test('a picture of the room is described; one that is not there, or gone, is not', async () => {
  const { client } = await room();
  const { id } = await ask(client);
  await ends(client, id);
  const described = await suggest(client, { kind: 'describe', image_id: id }).end;
  expect(described.error).toBeNull();
  expect(described.text).toMatch(/picture/i);
  const elsewhere = await room();
  for (const image_id of [id, 'x'.repeat(22)]) {
    const { error } = await suggest(elsewhere.client, { kind: 'describe', image_id }).end;
    expect(error?.code).toBe('not_found');
  }
});

test.each([
  [{ on: 'create', then: { refuse: 'unauthenticated' } }],
  [{ on: 'prediction', then: { fail: 'CUDA error' } }],
])('where a model fails (%j) it says so in words', async (rule) => {
  const { client } = await room();
  const prompt = newPrompt();
  await script({ ...rule, prompt_includes: prompt });
  const { text, error } = await expand(client, prompt).end;
  expect({ text, error }).toEqual({
    text: '',
    error: { code: 'internal', message: 'No words came. Try again.' },
  });
});

test('without a model it says who can set what', async () => {
  const settings = { replicate: null, languageModel: null, captionModel: null };
  const missing = new RoomLanguage(settings).missing('write') ?? '';
  expect(missing).toContain('REPLICATE_API_TOKEN');
  const spy = vi.spyOn(RoomLanguage.prototype, 'missing').mockReturnValue(missing);
  const { client } = await room();
  const { error } = await expand(client, newPrompt()).end;
  spy.mockRestore();
  expect(error).toEqual({ code: 'not_configured', message: missing });
});

test('nobody waits for more than a few at once, and whoever leaves has them stopped', async () => {
  const { client } = await room();
  const prompt = newPrompt();
  const times = limits.suggestionsAtOnce;
  const hang = { hang: 'processing' };
  await script({ on: 'prediction', prompt_includes: prompt, times, then: hang });
  for (let at = 0; at < times; at += 1) expand(client, prompt);
  expect((await expand(client, prompt).end).error?.code).toBe('too_many');
  await expect.poll(async () => (await askedWith(prompt)).kinds.length).toBe(times);
  client.close();
  await expect
    .poll(async () => (await askedWith(prompt)).kinds.toSorted())
    .toEqual(['cancel', 'cancel', 'create', 'create']);
});

test('what one person asks of language models is bounded, and refills', () => {
  const language = new RoomLanguage({ replicate: null, languageModel: null, captionModel: null });
  const { burst, perSecond } = limits.languageRate;
  for (let at = 0; at < burst; at += 1) expect(language.mayAsk('ada', 0)).toBe(true);
  expect(language.mayAsk('ada', 0)).toBe(false);
  expect(language.mayAsk('lin', 0)).toBe(true);
  expect(language.mayAsk('ada', 1_001 / perSecond)).toBe(true);
});
