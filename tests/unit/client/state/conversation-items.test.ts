import { describe, expect, test } from 'vitest';
import type { MessageRow } from '../../../../src/protocol/rows.ts';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { addRequest } from '../../../../src/client/state/asked-requests.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { ConversationItems } from '../../../../src/client/state/conversation-items.ts';
import {
  ana,
  changes,
  halfPastTen,
  idOf,
  image,
  member,
  message,
  mira,
  models,
  progress,
  snapshot,
  upload,
} from '../builders.ts';

const minute = 60_000;
const context = {
  me: ana,
  my_name: 'Ana',
  models,
  now: halfPastTen,
  unseen: null,
  fallback_size: { width: 512, height: 512 },
  address: 'https://darkroom.test/chats/chat',
};

function stateAfter(...messages: ServerMessage[]): ChatState {
  return messages.reduce((state, said) => applyServerMessage(state, said, ana), emptyChatState());
}
const itemsOf = (state: ChatState, change = {}) =>
  new ConversationItems().of(state, { ...context, ...change });
const itemOf = (row: Partial<MessageRow>) =>
  itemsOf(stateAfter(snapshot({ messages: [message('one', 1, row)] })))[0];

describe('above the entries', () => {
  test('author and time stand above the first of several messages within five minutes', () => {
    const items = itemsOf(
      stateAfter(
        changes({
          members: [member(mira, 'Mira')],
          messages: [
            message('one', 1),
            message('two', 2, { created_at: halfPastTen + 4 * minute }),
            message('three', 3, { created_at: halfPastTen + 10 * minute }),
            message('mine', 4, { author_id: ana, created_at: halfPastTen + 10 * minute }),
          ],
        }),
      ),
    );
    expect(items.map(({ headed }) => headed)).toEqual([true, false, true, true]);
    expect(items.map(({ author }) => author)).toEqual(['Mira', 'Mira', 'Mira', 'Ana']);
  });

  test('a day is named once, above its first message', () => {
    const yesterday = halfPastTen - 24 * 60 * minute;
    const rows = [message('one', 1, { created_at: yesterday }), message('two', 2), message('x', 3)];
    const days = itemsOf(stateAfter(changes({ messages: rows }))).map(({ day }) => day);
    expect(days).toEqual(['Yesterday', 'Today', '']);
  });

  test('the first message of others that is new is marked, and only that', () => {
    const rows = [message('one', 1), message('mine', 2, { author_id: ana }), message('three', 3)];
    const state = stateAfter(snapshot({ messages: [...rows, message('four', 4)] }));
    const items = itemsOf(state, { unseen: { after: 1, upTo: 4 } });
    expect(items.map(({ unseen }) => unseen)).toEqual([false, false, true, false]);
  });

  test('nothing is marked while it is not here where the new begins', () => {
    const state = stateAfter(snapshot({ messages: [message('nine', 9)], has_older: true }));
    expect(itemsOf(state, { unseen: { after: 1, upTo: 9 } })[0]?.unseen).toBe(false);
  });

  test('what comes while I look is not marked', () => {
    const state = stateAfter(snapshot({ messages: [message('one', 1), message('six', 6)] }));
    expect(itemsOf(state, { unseen: { after: 1, upTo: 5 } })[1]?.unseen).toBe(false);
  });
});

describe('what I asked for', () => {
  const send = { type: 'message_send', client_id: 'client-mine', text: 'hello' } as const;

  test('keeps its key when it becomes a row', () => {
    const asking = addRequest(emptyChatState(), send, halfPastTen);
    const row = message('mine', 4, { author_id: ana, client_id: send.client_id, text: 'hello' });
    const there = applyServerMessage(asking, changes({ messages: [row] }), ana);
    const [before] = itemsOf(asking);
    const [after] = itemsOf(there);
    expect(before).toMatchObject({ state: 'sending', text: 'hello', message_id: null });
    expect(after).toMatchObject({ state: 'sent', text: 'hello', key: before?.key });
  });

  test('shows an image in the frame that it will have', () => {
    const asked = {
      type: 'image_request',
      client_id: 'client-mine',
      prompt: 'a lake',
      width: 960,
      height: 640,
    } as const;
    const [item] = itemsOf(addRequest(emptyChatState(), asked, halfPastTen));
    expect(item?.images).toMatchObject([{ status: 'pending', width: 960, height: 640 }]);
  });

  test('shows the pictures that go with a message, and after a reload that they are on the way', () => {
    const sent = { ...send, text: '', uploads: [idOf('a')] };
    const shown = itemsOf(addRequest(emptyChatState(), sent, halfPastTen, [upload('a')]));
    expect(shown).toMatchObject([{ text: '', set: null }]);
    expect(shown[0]?.images).toMatchObject([
      { preview: '/thumbnails/a', pill: 'Sending', width: 640, height: 480 },
    ]);
    const reloaded = itemsOf(addRequest(emptyChatState(), sent, halfPastTen));
    expect(reloaded).toMatchObject([{ text: 'A picture on the way…', images: [] }]);
  });

  test('stands at the end, not in what is looked at further back', () => {
    const state = addRequest(stateAfter(snapshot({ messages: [message('a', 1)] })), send, 0);
    expect(itemsOf(state)).toHaveLength(2);
    expect(itemsOf({ ...state, past: state.live })).toHaveLength(1);
  });

  test('an edit, a reaction and a deletion are seen at once', () => {
    const there = stateAfter(
      snapshot({ messages: [message('one', 1, { author_id: ana }), message('two', 2)] }),
    );
    const client_id = 'client-mine';
    const ids = { client_id, message_id: idOf('one') };
    const edited = addRequest(there, { type: 'message_edit', ...ids, text: 'better' }, 0);
    expect(itemsOf(edited)[0]).toMatchObject({ text: 'better', edited: true });
    const set = { type: 'reaction_set', ...ids, reaction: '👍' } as const;
    const reacted = addRequest(there, { ...set, on: true }, 0);
    expect(itemsOf(reacted)[0]?.reactions).toEqual([
      { reaction: '👍', count: 1, mine: true, names: ['You'] },
    ]);
    expect(itemsOf(addRequest(reacted, { ...set, on: false }, 0))[0]?.reactions).toEqual([]);
    const deleted = addRequest(there, { type: 'message_delete', ...ids }, 0);
    expect(itemsOf(deleted).map(({ text }) => text)).toEqual(['two']);
  });
});

describe('an entry', () => {
  test('says who reacted, me first', () => {
    const state = stateAfter(
      snapshot({
        members: [member(mira, 'Mira')],
        messages: [message('one', 1, { reactions: [{ reaction: '🎉', user_ids: [mira, ana] }] })],
      }),
    );
    expect(itemsOf(state)[0]?.reactions).toEqual([
      { reaction: '🎉', count: 2, mine: true, names: ['You', 'Mira'] },
    ]);
  });

  test('quotes what it answers, also where that is not here itself', () => {
    const answer = message('two', 9, { reply_to: idOf('one') });
    const state = stateAfter(
      snapshot({
        members: [member(mira, 'Mira')],
        messages: [answer],
        quoted: [message('one', 1)],
      }),
    );
    expect(itemsOf(state)[0]?.quote).toMatchObject({
      message_id: idOf('one'),
      author: 'Mira',
      text: 'one',
      deleted: false,
    });
  });

  test('says that what it answers was deleted', () => {
    const state = stateAfter(
      snapshot({ messages: [message('one', 1), message('two', 2, { reply_to: idOf('one') })] }),
      changes({ messages: [message('one', 1, { rev: 3, text: '', deleted_at: halfPastTen })] }),
    );
    expect(itemsOf(state)).toMatchObject([{ text: 'two', quote: { deleted: true, text: '' } }]);
  });

  test('is mine to edit and to delete; the owner of the chat may delete any', () => {
    const rows = [message('mine', 1, { author_id: ana }), message('theirs', 2)];
    const mayDo = (owner_id: string) =>
      itemsOf(
        stateAfter(
          snapshot({ messages: rows, chat: { id: idOf('chat'), rev: 1, name: 'Room', owner_id } }),
        ),
      ).map(({ can_edit, can_delete }) => [can_edit, can_delete]);
    expect(mayDo(mira)).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(mayDo(ana)[1]).toEqual([false, true]);
  });

  test('is for me where it names me or answers me', () => {
    expect(itemOf({ mentions: [{ user_id: ana, name: 'Ana' }] })?.mentions_me).toBe(true);
    expect(itemOf({ mentions: [{ user_id: mira, name: 'Mira' }] })?.mentions_me).toBe(false);
    const mine = message('mine', 1, { author_id: ana });
    const answer = message('answer', 2, { reply_to: mine.id });
    expect(itemsOf(stateAfter(snapshot({ messages: [mine, answer] })))[1]?.mentions_me).toBe(true);
  });

  test('has an address of its own', () => {
    expect(itemOf({})?.link).toBe(`${context.address}/messages/${idOf('one')}`);
  });

  test('of a request whose image is not here shows its words', () => {
    expect(itemOf({ text: 'a lake', image_id: idOf('lake') })).toMatchObject({
      text: 'a lake',
      images: [],
    });
  });
});

describe('what did not change', () => {
  const first = stateAfter(
    changes({
      messages: [
        message('one', 1),
        message('lake', 3, { image_id: idOf('lake') }),
        message('four', 4),
      ],
      images: [image('lake', 2)],
    }),
  );

  test('is the same object again, and all of it the same array', () => {
    const items = new ConversationItems();
    const shown = items.of(first, context);
    expect(items.of({ ...first, here: [mira] }, context)).toBe(shown);
    const again = items.of(applyServerMessage(first, progress('lake'), ana), context);
    expect(again.map((item, index) => item === shown[index])).toEqual([true, false, true]);
  });

  test('stays when older messages come before it, but for the day above it', () => {
    const items = new ConversationItems();
    const shown = items.of(first, context);
    const older = changes({ messages: [message('zero', 0)] });
    const again = items.of(applyServerMessage(first, older, ana), context);
    expect(again).toHaveLength(4);
    expect(again.slice(2)).toEqual(shown.slice(1));
    expect(again[2]).toBe(shown[1]);
    expect(again[1]).toMatchObject({ day: '', headed: false });
  });

  test('stays when somebody joins, and not when an author takes another name', () => {
    const items = new ConversationItems();
    const known = applyServerMessage(first, changes({ members: [member(mira, 'Mira')] }), ana);
    const shown = items.of(known, context);
    const joined = changes({ members: [member('user-new', 'New')] });
    expect(items.of(applyServerMessage(known, joined, ana), context)).toBe(shown);
    const renamed = changes({ members: [{ ...member(mira, 'Mirabel'), rev: 9 }] });
    const again = items.of(applyServerMessage(known, renamed, ana), context);
    expect(again.map(({ author }) => author)).toEqual(['Mirabel', 'Mirabel', 'Mirabel']);
  });

  test('an entry that is deleted leaves the others', () => {
    const items = new ConversationItems();
    const shown = items.of(first, context);
    const gone = message('lake', 3, { rev: 9, deleted_at: halfPastTen });
    const again = items.of(applyServerMessage(first, changes({ messages: [gone] }), ana), context);
    expect(again).toEqual([shown[0], shown[2]]);
  });
});
