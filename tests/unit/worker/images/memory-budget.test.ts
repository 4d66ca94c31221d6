import { expect, test } from 'vitest';
import { MemoryBudget } from '../../../../src/worker/images/memory-budget.ts';

const never = new AbortController().signal;

/** Whether a promise is kept by now. */
async function isKept(promise: Promise<unknown>): Promise<boolean> {
  const later = Symbol('later');
  const first = await Promise.race([promise, new Promise((go) => setImmediate(go, later))]);
  return first !== later;
}

test('whoever finds enough goes on at once, others wait in their order', async () => {
  const budget = new MemoryBudget(10);
  const giveBack = await budget.take(6, never);
  const large = budget.take(8, never);
  const small = budget.take(2, never);
  expect(await isKept(large)).toBe(false);
  // There would be room, but not before its turn.
  expect(await isKept(small)).toBe(false);
  giveBack();
  expect(await isKept(large)).toBe(true);
  expect(await isKept(small)).toBe(true);
  const third = budget.take(1, never);
  expect(await isKept(third)).toBe(false);
  (await small)();
  expect(await isKept(third)).toBe(true);
});

test('whoever gives up waiting lets the next one go, and takes nothing', async () => {
  const budget = new MemoryBudget(10);
  const giveBack = await budget.take(6, never);
  const impatient = new AbortController();
  const large = budget.take(8, impatient.signal);
  const small = budget.take(4, never);
  impatient.abort();
  await expect(large).rejects.toThrow();
  (await small)();
  giveBack();
  await budget.take(10, never);
  await expect(budget.take(1, AbortSignal.abort())).rejects.toThrow();
});
