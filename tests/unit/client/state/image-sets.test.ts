import { describe, expect, test } from 'vitest';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { addRequest } from '../../../../src/client/state/asked-requests.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { ConversationItems } from '../../../../src/client/state/conversation-items.ts';
import { showsMessage } from '../../../../src/client/state/conversation-item.ts';
import { withHistory } from '../../../../src/client/state/history.ts';
import type { ImageRow, MessageRow } from '../../../../src/protocol/rows.ts';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import {
  ana,
  changes,
  halfPastTen,
  idOf,
  image,
  message,
  mira,
  models,
  progress,
  snapshot,
} from '../builders.ts';

const context = {
  me: ana,
  my_name: 'Ana',
  models,
  now: halfPastTen,
  unseen: null,
  fallback_size: { width: 512, height: 512 },
  address: 'https://darkroom.test/chats/chat',
};
const names = ['one', 'two', 'three', 'four'];

function stateAfter(...messages: ServerMessage[]): ChatState {
  return messages.reduce((state, said) => applyServerMessage(state, said, ana), emptyChatState());
}
const itemsOf = (state: ChatState, change = {}) =>
  new ConversationItems().of(state, { ...context, ...change });

/** The rows of a set, as a request for so many images makes them. */
function rowsOfSet(
  set: string,
  seq: number,
  change: Partial<ImageRow> = {},
  said: Partial<MessageRow> = {},
) {
  return {
    messages: names.map((name, at) =>
      message(`${set}-${name}`, seq + 2 * at, { image_id: idOf(`i-${set}-${name}`), ...said }),
    ),
    images: names.map((name, at) =>
      image(`i-${set}-${name}`, seq + 2 * at + 1, {
        message_id: idOf(`${set}-${name}`),
        set_id: idOf(set),
        seed: 7 + at,
        ...change,
      }),
    ),
  };
}

describe('images that were asked for together', () => {
  const rows = rowsOfSet('set', 10);

  test('are one entry between the others, each with its own message', () => {
    const messages = [message('before', 1), ...rows.messages, message('after', 30)];
    const items = itemsOf(stateAfter(snapshot({ messages, images: rows.images })));
    expect(items).toHaveLength(3);
    expect(items[1]?.images.map(({ id }) => id)).toEqual(rows.images.map(({ id }) => id));
    expect(items[1]?.set).toMatchObject({ count: 4, notes: ['Waiting', '4 pictures', 'Quick'] });
    const shown = (id: string) => items.findIndex((item) => showsMessage(item, id));
    expect(rows.messages.map(({ id }) => shown(id))).toEqual([1, 1, 1, 1]);
  });

  test('of two requests one after the other are two entries', () => {
    const next = rowsOfSet('next', 40);
    const messages = [...rows.messages, ...next.messages];
    const images = [...rows.images, ...next.images];
    const items = itemsOf(stateAfter(snapshot({ messages, images })));
    expect(items.map(({ images: shown }) => shown.length)).toEqual([4, 4]);
  });

  test('say how many are ready, and cancel those that still run', () => {
    const [one, two, ...others] = rows.images.map((row) => ({ ...row, requested_by: ana }));
    const done = [one, two].flatMap((row) =>
      row ? [{ ...row, status: 'completed' as const }] : [],
    );
    const images = [...done, ...others];
    const [item] = itemsOf(stateAfter(snapshot({ messages: rows.messages, images })));
    expect(item?.set).toMatchObject({
      notes: ['2 of 4 ready', 'Quick'],
      can_cancel: true,
      cancel_ids: others.map(({ id }) => id),
    });
  });

  test('are one line once all of them were canceled', () => {
    const canceled = rowsOfSet('set', 10, { status: 'canceled', canceled_by: ana });
    const [item] = itemsOf(stateAfter(snapshot(canceled)));
    expect(item?.set?.canceled).toBe('4 pictures: canceled by you');
    const [first, ...others] = canceled.images;
    const images = first ? [{ ...first, status: 'completed' as const }, ...others] : [];
    const [mixed] = itemsOf(stateAfter(snapshot({ ...canceled, images })));
    expect(mixed?.set?.canceled).toBe('');
  });

  test('say what all of them cost once they are there', () => {
    const done = rowsOfSet('set', 10, { status: 'completed', url: '/x', price: 0.025 });
    const [item] = itemsOf(stateAfter(snapshot(done)));
    expect(item?.set?.notes).toEqual(['Quick', '3:2', '4 pictures', '$0.10']);
  });

  test('keep the place of what stood for them before they were rows', () => {
    const asked = {
      type: 'image_request',
      client_id: 'client-set-one',
      prompt: 'a quiet lake',
      width: 960,
      height: 640,
      model: 'maker/quick',
      count: 4,
    } as const;
    const items = new ConversationItems();
    const asking = addRequest(emptyChatState(), asked, halfPastTen);
    const [before] = items.of(asking, context);
    const mine = rowsOfSet('set', 10, { requested_by: ana }, { author_id: ana });
    const [after, ...others] = items.of(
      applyServerMessage(asking, changes({ rev: 20, ...mine }), ana),
      context,
    );
    expect(others).toEqual([]);
    expect(before?.set).toMatchObject({ count: 4 });
    const place = (item: typeof before) => [item?.key, item?.set?.frame, item?.set?.count];
    expect(place(after)).toEqual(place(before));
    expect(after?.images.map(({ key }) => key)).toEqual(before?.images.map(({ key }) => key));
  });

  test('keep their places on the page when one of them is deleted', () => {
    const items = new ConversationItems();
    const all = stateAfter(snapshot(rows));
    const [before] = items.of(all, context);
    const gone = rows.messages
      .slice(0, 1)
      .map((row) => ({ ...row, rev: 50, deleted_at: halfPastTen }));
    const [after] = items.of(applyServerMessage(all, changes({ messages: gone }), ana), context);
    expect(after?.key).toBe(before?.key);
    expect(after?.images.map(({ key }) => key)).toEqual(
      before?.images.slice(1).map(({ key }) => key),
    );
    expect(after?.set?.count).toBe(3);
  });

  test('of which one is left are an image like any other', () => {
    const [item] = itemsOf(
      stateAfter(snapshot({ messages: rows.messages.slice(3), images: rows.images })),
    );
    expect(item).toMatchObject({ set: null, members: [] });
    expect(item?.images).toHaveLength(1);
  });

  test('are whole once the page that has their beginning is here, under the same key', () => {
    const items = new ConversationItems();
    const end = snapshot({
      messages: [...rows.messages.slice(2), message('after', 30)],
      images: rows.images.slice(2),
      has_older: true,
    });
    const cut = stateAfter(end);
    const [before] = items.of(cut, context);
    const page = {
      type: 'history',
      client_id: 'client-page',
      messages: [message('before', 1), ...rows.messages.slice(0, 2)],
      images: rows.images.slice(0, 2),
      quoted: [],
      has_older: false,
      has_newer: true,
    } as const;
    const [, after] = items.of(
      withHistory(
        cut,
        { ...page, messages: [...page.messages], images: [...page.images], quoted: [] },
        'older',
      ),
      context,
    );
    expect(after?.images).toHaveLength(4);
    expect(after?.key).toBe(before?.key);
    expect(after?.images.slice(2).map(({ key }) => key)).toEqual(
      before?.images.map(({ key }) => key),
    );
  });

  test('have "New" above the first of them, also where only the last are new', () => {
    const state = stateAfter(snapshot({ ...rows, messages: [message('a', 1), ...rows.messages] }));
    const items = itemsOf(state, { unseen: { after: 12, upTo: 17 } });
    expect(items.map(({ unseen }) => unseen)).toEqual([false, true]);
  });
});

describe('what did not change', () => {
  const sets = ['a', 'b', 'c'].map((name, at) => rowsOfSet(name, 100 * at + 1));
  const state = stateAfter(
    snapshot({
      messages: sets.flatMap(({ messages }) => messages),
      images: sets.flatMap(({ images }) => images),
    }),
  );

  test('is the same set again, where another one goes on', () => {
    const items = new ConversationItems();
    const shown = items.of(state, context);
    const again = items.of(applyServerMessage(state, progress('i-b-two'), ana), context);
    expect(again.map((item, at) => item === shown[at])).toEqual([true, false, true]);
    expect(items.of({ ...state, here: [mira] }, context)).toBe(items.of(state, context));
  });

  test('keeps the other members of a set of which one goes on', () => {
    const items = new ConversationItems();
    const [, before] = items.of(state, context);
    const [, after] = items.of(applyServerMessage(state, progress('i-b-two'), ana), context);
    expect(after?.images.map(({ status }) => status)).toEqual([
      'pending',
      'processing',
      'pending',
      'pending',
    ]);
    expect(after?.key).toBe(before?.key);
  });
});

describe('where an image comes from', () => {
  const parent = image('parent', 2, {
    message_id: idOf('m-parent'),
    thumbnail_url: '/p/thumbnail',
  });
  const child = image('child', 4, {
    message_id: idOf('m-child'),
    kind: 'variation',
    parent_id: parent.id,
    requested_by: ana,
  });
  const asks = message('m-child', 3, { image_id: child.id, author_id: ana });
  const originOf = (state: ChatState) => itemsOf(state).at(-1)?.images[0]?.origin;

  test('is said with a thumbnail, and leads to its message', () => {
    const images = [parent, child];
    expect(originOf(stateAfter(snapshot({ messages: [asks], images })))).toEqual({
      words: 'Variation of Somebody’s picture',
      thumbnail: '/p/thumbnail',
      message_id: idOf('m-parent'),
    });
  });

  test('is said without one where it is not here, and that it was deleted', () => {
    const alone = stateAfter(snapshot({ messages: [asks], images: [child] }));
    expect(originOf(alone)).toMatchObject({
      words: 'Variation of an earlier picture',
      thumbnail: '',
      message_id: null,
    });
    const gone = { ...parent, rev: 9, deleted_at: halfPastTen };
    const known = stateAfter(snapshot({ messages: [asks], images: [parent, child] }));
    const deleted = applyServerMessage(known, changes({ images: [gone] }), ana);
    expect(originOf(deleted)?.words).toBe('Variation of a picture that was deleted');
  });

  test('counts what it was made with', () => {
    const made = { ...child, kind: 'reference' as const, images: [parent.id, idOf('other')] };
    const state = stateAfter(snapshot({ messages: [asks], images: [parent, made] }));
    expect(originOf(state)?.words).toBe('With 2 pictures');
  });
});
