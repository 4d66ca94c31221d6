import { expect, test } from 'vitest';
import { hitView, shortTime } from '../../../../src/client/state/search-view.ts';
import { timeOfDay } from '../../../../src/client/state/words.ts';
import { chatId, halfPastTen, idOf, mira } from '../builders.ts';

test('today is told by the time, another day by the day, another year with its year', () => {
  const nine = new Date(2026, 10, 23, 9).getTime();
  expect(shortTime(nine, halfPastTen)).toBe(timeOfDay(nine));
  expect(shortTime(new Date(2026, 9, 4).getTime(), halfPastTen)).not.toMatch(/2026/);
  expect(shortTime(new Date(2025, 9, 4).getTime(), halfPastTen)).toMatch(/2025/);
});

test('a picture that is not there yet is a picture without an address', () => {
  const view = hitView(
    {
      message_id: idOf('message'),
      chat_id: chatId,
      chat_name: 'Kitchen tiles',
      author_id: mira,
      author_name: 'Mira',
      created_at: halfPastTen,
      image_id: idOf('image'),
      image_url: null,
      excerpt: [{ text: 'a lake', is_hit: true }],
    },
    halfPastTen,
  );
  expect(view).toMatchObject({ is_image: true, image_url: '', initial: 'M' });
});
