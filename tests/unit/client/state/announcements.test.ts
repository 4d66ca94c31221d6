import { expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { announcementsOf } from '../../../../src/client/state/announcements.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState } from '../../../../src/client/state/chat-state.ts';
import {
  ana,
  changes,
  idOf,
  image,
  member,
  mira,
  progress,
  service,
  snapshot,
} from '../builders.ts';

/** What is said as these messages come in, one frame each. */
function said(...messages: ServerMessage[]): string[] {
  let state = applyServerMessage(
    emptyChatState(),
    snapshot({ rev: 1, members: [member(mira, 'Mira')] }),
    ana,
  );
  return messages.flatMap((message) => {
    const before = state;
    state = applyServerMessage(state, message, ana);
    return announcementsOf(before, state, [message], ana);
  });
}

test('tells what others ask for, and not what I do myself', () => {
  const theirs = changes({ rev: 2, images: [image('theirs', 2)] });
  const mine = changes({ rev: 3, images: [image('mine', 3, { requested_by: ana })] });
  expect(said(theirs, mine)).toEqual(['Mira asked for a picture.']);
});

test('tells once that an image is half done', () => {
  const ticks = [10, 49, 52, 60, 90].map((done) => progress('lake', { progress: done }));
  expect(said(...ticks)).toEqual(['A picture is half done.']);
});

test('tells how it ended', () => {
  const ended = {
    type: 'image_complete',
    image_id: idOf('lake'),
    rev: 5,
    prompt: 'a lake',
  } as const;
  const error = {
    code: 'timed_out',
    message: 'It took too long.',
    may_have_been_charged: false,
    detail: null,
  };
  expect(
    said(
      { ...ended, status: 'completed', image_url: '/lake', error: null },
      { ...ended, status: 'failed', image_url: null, error: { ...error, code: 'timed_out' } },
      { ...ended, status: 'canceled', image_url: null, error: null },
    ),
  ).toEqual(['Ready: a lake', 'It took too long.', 'A picture was canceled.']);
});

test('tells once that pictures can be made again, and leaves it to the banner why not', () => {
  const outage = service('no_credit');
  expect(said(service('available'), outage, outage, service('available'))).toEqual([
    'Pictures can be made again.',
  ]);
});

test('is silent about places in the line', () => {
  const places = [3, 2, 1, null].map((position) =>
    progress('lake', { status: 'pending', position, wait_ms: 20_000 }),
  );
  expect(said(...places)).toEqual([]);
});

test('is silent about everything that the first snapshot brings', () => {
  const first = snapshot({ rev: 1, images: [image('lake', 1)] });
  const state = applyServerMessage(emptyChatState(), first, ana);
  expect(announcementsOf(emptyChatState(), state, [first], ana)).toEqual([]);
});
