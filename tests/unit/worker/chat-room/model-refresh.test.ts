import { expect, test } from 'vitest';
import { curatedModels } from '../../../../src/domain/models/curated.ts';
import type { KeptModel } from '../../../../src/domain/models/find-model.ts';
import { ModelRefresh } from '../../../../src/worker/chat-room/model-refresh.ts';
import type { ReadModel } from '../../../../src/worker/models/read-model.ts';

const hour = 60 * 60_000;
const model: KeptModel = curatedModels[0] ?? expect.fail('there are no models');

/** A room's refresh that was asked for once, with what reading the models gives. */
async function refreshed(read: () => Promise<ReadModel[]>) {
  const marks = new Map<string, number>();
  const kept: KeptModel[] = [];
  const refresh = new ModelRefresh({
    store: {
      chatId: 'c'.repeat(22),
      mark: (name) => marks.get(name) ?? 0,
      setMark: (name, value) => void marks.set(name, value),
    },
    isOfUse: () => true,
    offered: () => [model.id],
    read,
    keep: async (models) => void kept.push(...models),
  });
  expect(refresh.isDue(1)).toBe(true);
  await refresh.run(1);
  return { refresh, kept };
}

test('models that Replicate was asked for are looked up again after a day', async () => {
  const { refresh, kept } = await refreshed(async () => [{ ok: true, model, stands_in: false }]);
  expect(kept).toEqual([model]);
  expect(refresh.isDue(23 * hour)).toBe(false);
  expect(refresh.isDue(25 * hour)).toBe(true);
});

test.each([
  [
    'it could not be reached',
    async (): Promise<ReadModel[]> => [{ ok: true, model, stands_in: true }],
  ],
  ['D1 failed', () => Promise.reject(new Error('D1 is away'))],
])('where %s, they are looked up again after an hour', async (_why, read) => {
  const { refresh } = await refreshed(read);
  expect(refresh.isDue(hour / 2)).toBe(false);
  expect(refresh.isDue(hour + 2)).toBe(true);
});
