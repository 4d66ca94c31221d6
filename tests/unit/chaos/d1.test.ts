import { expect, test } from 'vitest';
import { disagreements } from '../../chaos/d1.ts';
import { row } from './history-of.ts';

const asKept = (kept: ReturnType<typeof row>) => ({
  ...kept,
  reactions: JSON.stringify(kept.reactions),
});
const room = { messages: [row(1), row(2)], images: [] };

test('the same rows agree, and tombstones of D1 count as gone', () => {
  const messages = [...room.messages.map(asKept), asKept(row(3, { deleted_at: 9 }))];
  expect(disagreements(room, { messages, images: [] })).toEqual([]);
});

test('says what is lacking, what differs and what is too much', () => {
  const messages = [asKept(row(2, { text: 'old words' })), asKept(row(3))];
  expect(disagreements(room, { messages, images: [] })).toEqual([
    'D1 lacks the message message-1 of revision 1',
    'message message-2: text is "words 2", in D1 "old words"',
    'D1 alone has message message-3, revision 3',
  ]);
});
