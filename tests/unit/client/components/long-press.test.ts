import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { longPress } from '../../../../src/client/components/long-press.ts';

const act = vi.fn();
const at = { clientX: 10, clientY: 10 };
const finger = { ...at, pointerType: 'touch' } as PointerEvent;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  act.mockReset();
});

test('a finger that stays acts once, and its lifting is no tap', () => {
  const press = longPress();
  press.start(finger, act);
  vi.advanceTimersByTime(600);
  press.end();
  expect(act).toHaveBeenCalledOnce();
  expect(press.swallows()).toBe(true);
  expect(press.swallows()).toBe(false);
});

test('a tap is a tap', () => {
  const press = longPress();
  press.start(finger, act);
  vi.advanceTimersByTime(100);
  press.end();
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
  expect(press.swallows()).toBe(false);
});

test('a finger that scrolls does not press', () => {
  const press = longPress();
  press.start(finger, act);
  press.move({ clientX: 10, clientY: 40 } as PointerEvent);
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
});

test('a mouse never presses long', () => {
  const press = longPress();
  press.start({ ...at, pointerType: 'mouse' } as PointerEvent, act);
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
});

test("the browser's own menu gives way, and ours opens once", () => {
  const press = longPress();
  const menu = new Event('contextmenu', { cancelable: true });
  press.start(finger, act);
  press.menu(menu);
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledOnce();
  expect(menu.defaultPrevented).toBe(true);
});

test('the menu of a mouse stays', () => {
  const menu = new Event('contextmenu', { cancelable: true });
  longPress().menu(menu);
  expect(menu.defaultPrevented).toBe(false);
});
