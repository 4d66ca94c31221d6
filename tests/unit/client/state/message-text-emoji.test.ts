import { expect, test } from 'vitest';
import { isOnlyEmoji } from '../../../../src/client/state/message-text-emoji.ts';

test.each(['🎉', '🎉🎉', '❤️ 👍', '👩‍👩‍👧‍👦', '🇩🇪', '👍🏽', '☀', '1️⃣', '😀😀😀😀😀😀'])(
  '%s is only emoji',
  (text) => {
    expect(isOnlyEmoji(text)).toBe(true);
  },
);

test.each(['', ' ', 'hi 🎉', '1', '#', '12', ':)', '😀😀😀😀😀😀😀', 'a'.repeat(4_000)])(
  '%j is not',
  (text) => {
    expect(isOnlyEmoji(text)).toBe(false);
  },
);
