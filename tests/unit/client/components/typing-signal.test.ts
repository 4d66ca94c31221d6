import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { typingSignal } from '../../../../src/client/components/typing-signal.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('writing on is told at most every three seconds', () => {
  const told: unknown[] = [];
  const signal = typingSignal((what) => told.push(what));
  for (let now = 0; now < 7_000; now += 100) signal.wrote('message', `text ${now}`, now);
  expect(told).toEqual(['message', 'message', 'message']);
});

test('an empty field and the end of writing are told once', () => {
  const told: unknown[] = [];
  const signal = typingSignal((what) => told.push(what));
  signal.wrote('message', 'h', 0);
  signal.wrote('message', '  ', 10);
  signal.stop();
  expect(told).toEqual(['message', null]);
});

test('after a pause I am not writing any more, and a word later I am again', () => {
  const told: unknown[] = [];
  const signal = typingSignal((what) => told.push(what));
  signal.wrote('prompt', 'a fox', 0);
  vi.advanceTimersByTime(6_000);
  expect(told).toEqual(['prompt', null]);
  signal.wrote('prompt', 'a fox!', 6_100);
  expect(told).toEqual(['prompt', null, 'prompt']);
});

test('turning from a message to a prompt is told at once', () => {
  const told: unknown[] = [];
  const signal = typingSignal((what) => told.push(what));
  signal.wrote('message', 'a', 0);
  signal.wrote('prompt', 'a', 100);
  expect(told).toEqual(['message', 'prompt']);
});

test('who never wrote has nothing to end', () => {
  const tell = vi.fn();
  typingSignal(tell).stop();
  expect(tell).not.toHaveBeenCalled();
});
