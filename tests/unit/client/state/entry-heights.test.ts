import { describe, expect, test } from 'vitest';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState } from '../../../../src/client/state/chat-state.ts';
import { ConversationItems } from '../../../../src/client/state/conversation-items.ts';
import { EntryHeights, nextRange } from '../../../../src/client/state/entry-heights.ts';
import { ana, halfPastTen, message, snapshot } from '../builders.ts';

const rows = Array.from({ length: 6 }, (_, index) => message(`m${index}`, index + 1));
function itemsOf(from: number, to: number) {
  const said = snapshot({ messages: rows.slice(from, to) });
  return new ConversationItems().of(applyServerMessage(emptyChatState(), said, ana), {
    me: ana,
    my_name: 'Ana',
    models: [],
    now: halfPastTen,
    unseen: null,
    fallback_size: { width: 512, height: 512 },
    address: '',
  });
}

/** Four entries of 100, 50, 50 and 200 pixels. */
function measured() {
  const heights = new EntryHeights();
  heights.follow(itemsOf(2, 6), 600);
  for (const [index, height] of [100, 50, 50, 200].entries()) heights.measure(index, height);
  return heights;
}

describe('heights', () => {
  test('say where an entry begins, and which one is at a place', () => {
    const heights = measured();
    expect([0, 1, 2, 3, 4].map((index) => heights.topOf(index))).toEqual([0, 100, 150, 200, 400]);
    expect(heights.total).toBe(400);
    expect([0, 99, 100, 199, 399, 5000].map((place) => heights.at(place))).toEqual([
      0, 0, 1, 2, 3, 3,
    ]);
    expect(heights.between(120, 210)).toEqual({ from: 1, to: 4 });
  });

  test('that were measured are kept when older entries come before them', () => {
    const heights = measured();
    heights.follow(itemsOf(0, 6), 600);
    const older = heights.topOf(2);
    expect(older).toBeGreaterThan(0);
    expect(heights.total - older).toBe(400);
  });

  test('are forgotten with another width', () => {
    const heights = measured();
    const items = itemsOf(2, 6);
    heights.follow(items, 300);
    expect(heights.topOf(1)).not.toBe(100);
  });

  test('of an empty conversation are nothing', () => {
    const heights = new EntryHeights();
    heights.follow([], 600);
    expect(heights.between(-100, 800)).toEqual({ from: 0, to: 0 });
    expect(heights.total).toBe(0);
  });
});

describe('the entries on the page', () => {
  const around = (from: number, to: number, by: number) => ({ from: from - by, to: to + by });
  const aims = (from: number, to: number) => ({
    must: { from, to },
    wish: around(from, to, 10),
    keep: around(from, to, 20),
    step: 4,
  });

  test('are those in sight at once, and some more with each frame', () => {
    const first = nextRange({ from: 0, to: 0 }, aims(50, 60));
    expect(first).toEqual({ from: 46, to: 64 });
    const second = nextRange(first, aims(50, 60));
    expect(nextRange(second, aims(50, 60))).toEqual({ from: 40, to: 70 });
    expect(nextRange({ from: 40, to: 70 }, aims(50, 60))).toEqual({ from: 40, to: 70 });
  });

  test('follow, and what is left far behind goes', () => {
    expect(nextRange({ from: 40, to: 70 }, aims(62, 72))).toEqual({ from: 42, to: 76 });
  });

  test('are others at once after a leap', () => {
    expect(nextRange({ from: 40, to: 70 }, aims(500, 510))).toEqual({ from: 496, to: 514 });
  });
});
