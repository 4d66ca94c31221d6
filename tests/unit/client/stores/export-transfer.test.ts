import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ExportTarget } from '../../../../src/client/stores/export-target.ts';
import { transfer } from '../../../../src/client/stores/export-transfer.ts';

/** A file that keeps what was written to it. */
function file() {
  const written: string[] = [];
  const target: ExportTarget = {
    write: async (piece) => void written.push(new TextDecoder().decode(piece)),
    finish: async () => void written.push('(finished)'),
    discard: async () => void written.push('(discarded)'),
  };
  return { written, target };
}

/** An answer whose pieces come one by one, and then none any more, an end, or a break. */
function answer(pieces: string[], end: 'ends' | 'breaks' | 'hangs', headers = {}): void {
  const encoder = new TextEncoder();
  vi.stubGlobal('fetch', async (_path: string, { signal }: RequestInit) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        signal?.addEventListener('abort', () =>
          controller.error(new DOMException('', 'AbortError')),
        );
      },
      pull(controller) {
        const piece = pieces.shift();
        if (piece !== undefined) controller.enqueue(encoder.encode(piece));
        else if (end === 'ends') controller.close();
        else if (end === 'breaks') controller.error(new TypeError('network'));
      },
    });
    return new Response(body, { headers });
  });
}

const run = (target: ExportTarget, signal = new AbortController().signal) => {
  const progress: [number, number | null][] = [];
  const done = transfer({
    path: '/api/chats/1/export.zip',
    target,
    signal,
    onProgress: (bytes, total) => progress.push([bytes, total]),
  });
  return { progress, done };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('every piece is written and counted, then the file is finished', async () => {
  answer(['one', 'two!'], 'ends', { 'x-export-bytes': '8' });
  const { written, target } = file();
  const { progress, done } = run(target);
  expect(await done).toBe(7);
  expect(written).toEqual(['one', 'two!', '(finished)']);
  expect(progress).toEqual([
    [0, 8],
    [3, 8],
    [7, 8],
  ]);
});

test('without a size it goes all the same', async () => {
  answer(['one'], 'ends');
  const { progress, done } = run(file().target);
  await done;
  expect(progress.at(-1)).toEqual([3, null]);
});

test('a connection that breaks leaves no half of a file', async () => {
  answer(['one'], 'breaks');
  const { written, target } = file();
  await expect(run(target).done).rejects.toThrow('The connection broke off');
  expect(written).toEqual(['one', '(discarded)']);
});

test('a connection that falls silent is given up', async () => {
  answer(['one'], 'hangs');
  const { written, target } = file();
  const failed = expect(run(target).done).rejects.toThrow('The connection broke off');
  await vi.advanceTimersByTimeAsync(61_000);
  await failed;
  expect(written).toEqual(['one', '(discarded)']);
});

test('what the person cancels is discarded', async () => {
  answer(['one'], 'hangs');
  const { written, target } = file();
  const control = new AbortController();
  const failed = expect(run(target, control.signal).done).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(10);
  control.abort();
  await failed;
  expect(written.at(-1)).toBe('(discarded)');
});

test('a refusal is told in the words of the server', async () => {
  const message = 'There is no such room, or you are not in it.';
  vi.stubGlobal('fetch', async () =>
    Response.json({ error: { code: 'not_found', message } }, { status: 404 }),
  );
  await expect(run(file().target).done).rejects.toThrow(message);
});
