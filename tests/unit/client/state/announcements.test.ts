import { expect, test } from 'vitest';
import type { ImageRow } from '../../../../src/protocol/rows.ts';
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
  message,
  mira,
  progress,
  service,
  snapshot,
} from '../builders.ts';

const refused = {
  code: 'moderated',
  message: 'It was refused.',
  may_have_been_charged: false,
  detail: null,
} as const;

/** An image with the message that asks for it. */
function asked(name: string, rev: number, change: Partial<ImageRow> = {}) {
  const row = image(name, rev, { message_id: idOf(`m-${name}`), ...change });
  const author_id = row.requested_by;
  return { messages: [message(`m-${name}`, rev, { author_id, image_id: row.id })], images: [row] };
}

/** What is said as these messages come in, one frame each. */
function said(...messages: ServerMessage[]): string[] {
  let state = applyServerMessage(
    emptyChatState(),
    snapshot({ rev: 1, members: [member(mira, 'Mira')] }),
    ana,
  );
  return messages.flatMap((heard) => {
    const before = state;
    state = applyServerMessage(state, heard, ana);
    return announcementsOf(before, state, [heard], ana);
  });
}

test('tells what others ask for, and not what I do myself', () => {
  const theirs = changes({ rev: 2, ...asked('theirs', 2) });
  const mine = changes({ rev: 3, ...asked('mine', 3, { requested_by: ana }) });
  expect(said(theirs, mine)).toEqual(['Mira asked for a picture.']);
});

test('tells of a picture that somebody brought in', () => {
  const added = asked('photo', 2, { kind: 'upload', status: 'completed' });
  expect(said(changes({ rev: 2, ...added }))).toEqual(['Mira added a picture.']);
});

test('says nothing of what a new picture comes from, which comes along with it', () => {
  const { messages, images } = asked('new', 9, { parent_id: idOf('old') });
  const both = changes({ rev: 9, messages, images: [...images, image('old', 2)] });
  expect(said(both)).toEqual(['Mira asked for a picture.']);
});

test('tells of several that were asked for together as one, and once that all are ready', () => {
  const set = ['one', 'two', 'three'].map((name, at) => asked(name, at, { set_id: idOf('set') }));
  const rows = {
    messages: set.flatMap(({ messages }) => messages),
    images: set.flatMap(({ images }) => images),
  };
  const ends = ['one', 'two', 'three'].flatMap((name, at): ServerMessage[] => {
    const [status, url] =
      name === 'two' ? (['failed', null] as const) : (['completed', '/x'] as const);
    const ended = image(name, 10 + at, { set_id: idOf('set'), status, url });
    const error = status === 'failed' ? refused : null;
    const told = { image_id: ended.id, rev: 10 + at, prompt: 'a lake', image_url: url, error };
    return [
      changes({ rev: 10 + at, images: [ended] }),
      { type: 'image_complete', status, ...told },
    ];
  });
  expect(said(changes({ rev: 3, ...rows }), ...ends)).toEqual([
    'Mira asked for three pictures.',
    'It was refused.',
    '2 of 3 pictures are ready: a lake',
  ]);
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
