import { expect, test } from 'vitest';
import { limits } from '../../../../src/protocol/limits.ts';
import {
  fileMemory,
  mostFileMemory,
  readUploadBody,
} from '../../../../src/worker/images/upload-body.ts';

const piece = new Uint8Array(1024 * 1024).fill(7);

type Sender = { request: Request; sent: () => number; wasCancelled: () => boolean };

/** A request whose body is sent piece by piece, as long as somebody takes it; then `end` comes. */
function sending(
  pieces: number,
  end: 'closes' | 'breaks' | 'falls silent',
  headers: Record<string, string> = {},
): Sender {
  let sent = 0;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent < pieces) {
          sent += 1;
          controller.enqueue(piece);
        } else if (end === 'closes') controller.close();
        else if (end === 'breaks') controller.error(new Error('reset'));
        else return new Promise<void>(() => {});
        return undefined;
      },
      cancel() {
        isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, headers, duplex: 'half' };
  const request = new Request('http://darkroom.test/', init);
  return { request, sent: () => sent, wasCancelled: () => isCancelled };
}

const announcing = (bytes: number) => ({ 'content-length': String(bytes) });

/** Whether all memory for files is there to be taken. */
async function isAllFree(): Promise<boolean> {
  try {
    (await fileMemory.take(mostFileMemory, AbortSignal.timeout(50)))();
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['said', announcing(3 * piece.length)],
  ['not said', {}],
])(
  'a body whose length is %s is read, and holds its memory until it is not needed',
  async (_name, headers) => {
    const read = await readUploadBody(sending(3, 'closes', headers).request);
    if (!read.ok) throw new Error(read.refusal.message);
    expect(read.bytes.length).toBe(3 * piece.length);
    expect(await isAllFree()).toBe(false);
    read.done();
    expect(await isAllFree()).toBe(true);
  },
);

test('a body without anything in it is one of no bytes', async () => {
  const request = new Request('http://darkroom.test/', { method: 'POST' });
  expect(await readUploadBody(request)).toMatchObject({ ok: true, bytes: new Uint8Array() });
});

test('what is said to be too large is not read at all', async () => {
  const { request, sent } = sending(100, 'closes', announcing(100 * piece.length));
  expect(await readUploadBody(request)).toEqual({
    ok: false,
    refusal: { code: 'too_large', message: 'This file is too large. A picture can have 20 MB.' },
  });
  expect(sent()).toBe(0);
  expect(await isAllFree()).toBe(true);
});

test.each([
  ['says nothing', {}],
  ['lies', announcing(10)],
  ['says nonsense', { 'content-length': 'many' }],
])('a body that %s of its length is counted, and not read on', async (_name, headers) => {
  const { request, sent, wasCancelled } = sending(100, 'closes', headers);
  expect(await readUploadBody(request)).toMatchObject({
    ok: false,
    refusal: { code: 'too_large' },
  });
  expect(sent()).toBeLessThanOrEqual(limits.uploads.bytes / piece.length + 2);
  expect(wasCancelled()).toBe(true);
  expect(await isAllFree()).toBe(true);
});

test.each([
  ['breaks', sending(2, 'breaks')],
  ['falls silent', sending(2, 'falls silent')],
  ['ends before what was said', sending(2, 'closes', announcing(3 * piece.length))],
])('a body that %s is refused in words, and its memory given back', async (_name, { request }) => {
  const patience = { silenceMs: 30, allMs: 10_000, memoryMs: 1_000 };
  expect(await readUploadBody(request, patience)).toEqual({
    ok: false,
    refusal: { code: 'malformed', message: 'The picture did not arrive whole. Send it again.' },
  });
  expect(await isAllFree()).toBe(true);
});

test('whoever sends on and on, but slowly, is cut off as well', async () => {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.enqueue(Uint8Array.of(1));
    },
  });
  const init = { method: 'POST', body, duplex: 'half' };
  const request = new Request('http://darkroom.test/', init);
  const patience = { silenceMs: 1_000, allMs: 60, memoryMs: 1_000 };
  expect(await readUploadBody(request, patience)).toMatchObject({ refusal: { code: 'malformed' } });
});

test('where there is no memory in time one is told to come again', async () => {
  const done = await fileMemory.take(mostFileMemory, AbortSignal.timeout(50));
  const { request, sent, wasCancelled } = sending(1, 'closes');
  const patience = { silenceMs: 1_000, allMs: 1_000, memoryMs: 20 };
  expect(await readUploadBody(request, patience)).toMatchObject({ refusal: { code: 'too_many' } });
  expect([sent(), wasCancelled()]).toEqual([0, true]);
  done();
  expect(await isAllFree()).toBe(true);
});
