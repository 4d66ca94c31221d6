import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import type { ImageRow } from '../../src/protocol/rows.ts';
import { database } from '../../src/worker/db/database.ts';
import { projectRows } from '../../src/worker/db/projection.ts';
import { app } from '../../src/worker/app.ts';
import { imageKey, imagePath } from '../../src/worker/images/image-key.ts';
import type { PredictionGate } from '../../src/worker/prediction-gate/prediction-gate.ts';
import { operator } from './support/operators.ts';
import { chatOf, guest, origin, type Visitor } from './support/people.ts';
import { imageRow } from './support/rows.ts';

let count = 0;

/** Puts an image into D1 as a room would. */
async function made(image: Partial<ImageRow>): Promise<string> {
  count += 1;
  const id = String(count).padStart(22, '0');
  const prompt = 'a secret lighthouse';
  const untimed = { created_at: Date.now(), submitted_at: null, predicted_at: null };
  const row = imageRow({ id, prompt, ...untimed, ...image });
  await projectRows(database(env.DB), row.chat_id, [{ kind: 'image', row }]);
  return id;
}

/** The page's words, without its marks. */
async function wordsOf(person: Visitor, query = ''): Promise<string> {
  const html = await (await person.send(`/operator${query}`)).text();
  expect(html).not.toContain('a secret lighthouse');
  return html
    .slice(html.indexOf('<main'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

const timedOut: ImageRow['error'] = {
  code: 'timed_out',
  message: '',
  may_have_been_charged: true,
  detail: 'It was <b>canceled</b>.',
};

beforeEach(async () => {
  await env.DB.prepare('DELETE FROM image').run();
});

test('where there is nothing the page says so', async () => {
  const words = await wordsOf(await operator());
  expect(words).toContain('Nobody asked for a picture in this time.');
  expect(words).toContain('No picture was paid for in this time.');
  expect(words).toContain('No picture failed in this time.');
});

test('the page says how many succeeded, how long they took and what they cost', async () => {
  const lin = await guest('Lin <i>');
  const shared = { chat_id: await chatOf(lin), requested_by: lin.id };
  const at = Date.now() - 60_000;
  const times = { created_at: at, submitted_at: at + 120, predicted_at: at + 4_320 };
  await made({ ...shared, ...times, completed_at: at + 4_400, price: 0.006 });
  await made({ ...shared, created_at: at, price: null });
  await made({ ...shared, created_at: at, status: 'failed', error: timedOut, price: 0.025 });
  await made({ ...shared, created_at: at, status: 'canceled', error: null });
  const words = await wordsOf(await operator());
  expect(words).toContain('Succeeded 66.7% Completed 2 Failed 1 Canceled 1');
  expect(words).toContain('SDXL 66.7% of 3 succeeded, 1 canceled');
  expect(words).toMatch(/Running 4\.2 s 4\.2 s 1/);
  expect(words).toContain('$0.031 For 3 pictures completed');
  expect(words).toContain('The price of 1 is not known, so it is not in the sum.');
  expect(words).toContain('Lin &lt;i&gt; 3 $0.031');
  expect(words).toContain('Lighthouses 3 $0.031');
});

test('simulated pictures are not said to have cost anything', async () => {
  const olga = await operator();
  await made({ price: 0.006 });
  const words = 'Pictures are simulated at the moment: those cost nothing.';
  expect(await wordsOf(olga)).not.toContain(words);
  const request = new Request(`${origin}/operator`, { headers: { cookie: olga.session } });
  expect(await (await app.fetch(request, { ...env, SIMULATED: 'true' })).text()).toContain(words);
});

test('a failed picture has its reason, and what was deleted cannot be asked for again', async () => {
  const lin = await guest('Lin');
  const chat = await chatOf(lin);
  const failed = {
    chat_id: chat,
    requested_by: lin.id,
    status: 'failed',
    error: timedOut,
  } as const;
  const id = await made(failed);
  const olga = await operator();
  const words = await wordsOf(olga);
  expect(words).toContain('The model did not finish in time, so it was stopped. Try again.');
  expect(words).toContain('It was &lt;b&gt;canceled&lt;/b&gt;.');
  expect(words).toContain('Lin in Lighthouses · SDXL · timed_out · may have been charged');
  expect(words).toContain(`Picture ${id} · Room ${chat}`);
  expect(words).toContain('Ask again');
  await made({ ...failed, id, rev: 9, deleted_at: Date.now() });
  expect(await wordsOf(olga)).toContain('Deleted');
  expect(await wordsOf(olga)).not.toContain('Ask again');
});

test('a period, the canceled ones and older ones are asked for by the address', async () => {
  const olga = await operator();
  await made({ status: 'canceled', created_at: Date.now() - 2 * 60 * 60 * 1000 });
  expect(await wordsOf(olga)).toContain('Canceled 1');
  expect(await wordsOf(olga, '?period=nonsense&ended=x&before=y')).toContain('Canceled 1');
  expect(await wordsOf(olga, '?period=hour')).toContain('Nobody asked');
  expect(await wordsOf(olga, '?ended=canceled')).toContain('Ask again');
  expect(await wordsOf(olga, '?ended=canceled&before=1-1')).toContain('Ask again');
  expect(await wordsOf(olga, `?ended=canceled&before=1-${'0'.repeat(22)}`)).toContain(
    'There are no older ones.',
  );
});

test('the line is asked for, and the rest is shown where it cannot be', async () => {
  const olga = await operator();
  expect(await wordsOf(olga)).toContain('At Replicate 0 of 20');
  const gone: DurableObjectNamespace<PredictionGate> = Object.assign(
    Object.create(env.PREDICTION_GATE),
    {
      getByName: () => {
        throw new Error('not there');
      },
    },
  );
  const request = new Request(`${origin}/operator`, { headers: { cookie: olga.session } });
  const answer = await app.fetch(request, { ...env, PREDICTION_GATE: gone });
  const html = await answer.text();
  expect(html).toContain('The line could not be asked.');
  expect(html).toContain('Nobody asked for a picture in this time.');
});

test('the image store is looked through, and what is amiss is told', async () => {
  const olga = await operator();
  expect(await wordsOf(olga)).toContain('Nobody has looked through it yet.');
  const chat = await chatOf(olga);
  const key = imageKey(chat, 'e'.repeat(64));
  await env.IMAGES_BUCKET.put(key, 'xyz');
  await made({ chat_id: chat, url: imagePath(chat, 'f'.repeat(64)), deleted_at: null });
  const answer = await olga.sendJson('POST', '/api/operator/sweep');
  expect(await answer.json()).toEqual({ is_done: true, cursor: null, objects: 1, rows: 1 });
  const words = await wordsOf(olga);
  expect(words).toMatch(/Done .* UTC\. Compared 1 file with 1 picture\. Nothing was removed\./);
  expect(words).toMatch(new RegExp(`No picture has it\\..* 3 B\\. Found .* ${key}`));
  expect(words).toContain('A picture of a room has lost it.');
});
