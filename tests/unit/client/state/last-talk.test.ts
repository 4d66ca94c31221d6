import { expect, test } from 'vitest';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState } from '../../../../src/client/state/chat-state.ts';
import { lastTalk } from '../../../../src/client/state/last-talk.ts';
import { limits } from '../../../../src/protocol/limits.ts';
import type { ImageRow, MessageRow } from '../../../../src/protocol/rows.ts';
import { ana, halfPastTen, idOf, image, message, snapshot } from '../builders.ts';
import { drafted } from '../proposals.ts';

const minute = 60_000;

/** Names of the messages that are taken. */
function taken(messages: MessageRow[], images: ImageRow[] = []): string[] {
  const state = applyServerMessage(emptyChatState(), snapshot({ messages, images }), ana);
  const ids = lastTalk(state.live.messages, state.images);
  return ids.map((id) => messages.find((row) => row.id === id)?.text ?? '');
}

const at = (name: string, seq: number, minutes: number) =>
  message(name, seq, { created_at: halfPastTen + minutes * minute });
const picture = (name: string, seq: number) =>
  message(name, seq, { image_id: idOf(name), text: '' });

test('begins after the last picture, however long ago that was', () => {
  const messages = [at('before', 1, 0), picture('p', 2), at('after', 3, 1), at('later', 4, 90)];
  expect(taken(messages, [image('p', 2)])).toEqual(['after', 'later']);
});

test('goes over what somebody brought in and what was drafted already', () => {
  const messages = [
    picture('p', 1),
    at('one', 2, 0),
    picture('brought', 3),
    drafted('draft', 4, {}, 'a draft'),
    at('two', 5, 1),
  ];
  const images = [image('p', 1), image('brought', 3, { kind: 'upload' })];
  expect(taken(messages, images)).toEqual(['one', 'two']);
});

test('is the last ten minutes of talk where no picture is, or nothing was said since', () => {
  const talk = [at('long ago', 1, 0), at('ten before', 2, 50), at('last', 3, 60)];
  expect(taken(talk)).toEqual(['ten before', 'last']);
  expect(taken([...talk, picture('p', 4)], [image('p', 4)])).toEqual(['ten before', 'last']);
});

test('takes no more than a prompt is drafted from, the newest, and nothing of nothing', () => {
  const many = Array.from({ length: limits.proposalMessages + 5 }, (_, index) =>
    message(`m${index}-`, index + 1),
  );
  expect(taken(many)).toEqual(many.slice(5).map(({ text }) => text));
  expect(taken([])).toEqual([]);
  expect(taken([picture('p', 1)], [image('p', 1)])).toEqual([]);
});
