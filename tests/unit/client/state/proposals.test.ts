import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { announcementsOf } from '../../../../src/client/state/announcements.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { addRequest } from '../../../../src/client/state/asked-requests.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { ConversationItems } from '../../../../src/client/state/conversation-items.ts';
import {
  ana,
  changes,
  chatId,
  halfPastTen,
  idOf,
  image,
  member,
  message,
  mira,
  models,
  snapshot,
} from '../builders.ts';
import { drafted, source } from '../proposals.ts';

const heron = message('heron', 2, { text: 'a red heron' });
const fog = message('fog', 3, { author_id: ana, text: 'and fog' });
const sources = [source('heron', mira), source('fog', ana)];

function stateOf(...messages: ServerMessage[]): ChatState {
  const members = [member(ana, 'Ana'), member(mira, 'Mira')];
  const first = snapshot({ rev: 3, members, messages: [heron, fog] });
  return [first, ...messages].reduce(
    (state: ChatState, said) => applyServerMessage(state, said, ana),
    emptyChatState(),
  );
}

const rows = (...messages: ReturnType<typeof drafted>[]) =>
  changes({ rev: Math.max(...messages.map(({ rev }) => rev)), messages });

const progress = (round: number, text: string) =>
  ({ type: 'proposal_progress', message_id: idOf('draft'), round, text }) as const;

/** The entries as somebody sees them. */
function seenBy(me: string, state: ChatState, items = new ConversationItems()) {
  return items.of(state, {
    me,
    my_name: me === ana ? 'Ana' : 'Mira',
    models,
    now: halfPastTen,
    unseen: null,
    fallback_size: { width: 512, height: 512 },
    address: '',
  });
}

const cardOf = (me: string, state: ChatState) => {
  const card = seenBy(me, state).at(-1)?.proposal;
  if (!card) throw new Error('no card');
  return card;
};

describe('the words of a prompt that is being drafted', () => {
  const writing = rows(drafted('draft', 4, { sources }));

  test('are shown as far as they are, and go when the row has them', () => {
    const state = stateOf(writing, progress(1, 'a red he'));
    expect(cardOf(mira, state).text).toBe('a red he');
    const ready = applyServerMessage(
      state,
      rows({ ...drafted('draft', 4, { sources, status: 'ready' }, 'a red heron'), rev: 5 }),
      ana,
    );
    expect(cardOf(mira, ready).text).toBe('a red heron');
    expect(ready.drafted.size).toBe(0);
  });

  test('of an earlier beginning are not heard any more', () => {
    const again = rows({ ...drafted('draft', 4, { sources, round: 2 }), rev: 5 });
    const state = stateOf(
      writing,
      progress(1, 'a red heron'),
      again,
      progress(1, 'a red heron in'),
    );
    expect(cardOf(mira, state).text).toBe('');
    expect(cardOf(mira, applyServerMessage(state, progress(2, 'fog'), ana)).text).toBe('fog');
  });

  test('that come late change nothing', () => {
    const state = stateOf(rows(drafted('draft', 4, { sources, status: 'ready' }, 'done')));
    expect(applyServerMessage(state, progress(1, 'do'), ana)).toBe(state);
  });
});

describe('the card of a drafted prompt', () => {
  test('says who drafts from how much, and whose words are in it', () => {
    const state = stateOf(rows(drafted('draft', 4, { sources })));
    expect(cardOf(mira, state)).toMatchObject({
      title: 'Ana drafts a prompt from 2 messages',
      mine: 'Uses 1 message of yours',
      sources: [
        { author: 'Mira', excerpt: 'a red heron', can_take_out: true },
        { author: 'Ana', excerpt: 'and fog', can_take_out: false },
      ],
    });
    expect(cardOf(ana, state).title).toBe('You draft a prompt from 2 messages');
  });

  test('lets whoever asked for it, and the owner, take out any message; others only theirs', () => {
    const state = stateOf(rows({ ...drafted('draft', 4, { sources }), author_id: mira }));
    const mayTakeOut = (me: string) => cardOf(me, state).sources.map((one) => one.can_take_out);
    expect(mayTakeOut(mira)).toEqual([true, true]);
    expect(mayTakeOut(ana)).toEqual([true, true]);
    const theirs = stateOf(
      changes({ rev: 4, chat: { id: chatId, rev: 4, name: 'Northlight', owner_id: 'user-lin' } }),
      rows({ ...drafted('draft', 5, { sources }), author_id: mira }),
    );
    expect(cardOf(ana, theirs).sources.map((one) => one.can_take_out)).toEqual([false, true]);
  });

  test('lists what was taken out without its words, and counts it no more', () => {
    const left = [source('heron', mira, mira), source('fog', ana)];
    const card = cardOf(
      ana,
      stateOf(rows(drafted('draft', 4, { sources: left, status: 'ready' }))),
    );
    expect(card.title).toBe('Prompt from 1 message');
    expect(card.faces.map(({ id }) => id)).toEqual([ana]);
    expect(card.sources[0]).toMatchObject({ taken_out: 'Mira took a message out', excerpt: '' });
    expect(JSON.stringify(card)).not.toContain('heron"');
  });

  test('says plainly where no model wrote it, and why', () => {
    const room = { sources, status: 'ready', written_by: 'room' } as const;
    const noteOf = (reason: 'not_configured' | 'failed') =>
      cardOf(ana, stateOf(rows(drafted('draft', 4, { ...room, reason }, 'x')))).note;
    expect(noteOf('not_configured')).toContain('no language model is set up here');
    expect(noteOf('failed')).toContain('the language model did not answer');
  });

  test('once it was used says who made what, and nothing can be taken out any more', () => {
    const used = rows(drafted('draft', 4, { sources, status: 'used' }, 'a red heron in fog'));
    const made = message('made', 5, { image_id: idOf('picture') });
    const picture = image('picture', 5, { message_id: made.id, proposal_id: idOf('draft') });
    const state = stateOf(used, changes({ rev: 5, messages: [made], images: [picture] }));
    const [, , card, entry] = seenBy(ana, state);
    expect(card?.proposal?.receipt).toBe('from 2 messages · made by Mira');
    expect(card?.proposal?.sources.some(({ can_take_out }) => can_take_out)).toBe(false);
    expect(entry?.images[0]?.drafted).toEqual({
      words: 'from 2 messages',
      message_id: idOf('draft'),
    });
  });

  test('changes at once where I change it or take my message out', () => {
    const state = stateOf(rows(drafted('draft', 4, { sources, status: 'ready' }, 'a red heron')));
    const ids = { client_id: 'c1', message_id: idOf('draft') };
    const edited = addRequest(state, { type: 'proposal_edit', ...ids, text: 'a heron' }, 0);
    expect(cardOf(ana, edited)).toMatchObject({ text: 'a heron', changed: 'changed by you' });
    const out = { type: 'proposal_take_out', ...ids, source_id: idOf('fog') } as const;
    expect(cardOf(ana, addRequest(state, out, 0)).sources[1]?.taken_out).toBe(
      'You took a message out',
    );
  });

  test('stays the same object while nothing of it changes', () => {
    const items = new ConversationItems();
    const state = stateOf(rows(drafted('draft', 4, { sources, status: 'ready' }, 'a heron')));
    const before = seenBy(ana, state, items).at(-1);
    const said = changes({ rev: 6, messages: [message('more', 6)] });
    const after = seenBy(ana, applyServerMessage(state, said, ana), items);
    expect(after.at(-2)).toBe(before);
  });

  test('says of a message that was deleted only that', () => {
    const state = stateOf(rows(drafted('draft', 4, { sources })));
    const gone = { ...heron, rev: 7, text: '', deleted_at: halfPastTen };
    const later = applyServerMessage(state, changes({ rev: 7, messages: [gone] }), ana);
    const items = new ConversationItems();
    seenBy(ana, state, items);
    expect(seenBy(ana, later, items).at(-1)?.proposal?.sources[0]).toMatchObject({
      excerpt: 'Deleted message',
      there: false,
    });
  });
});

test('a prompt that I asked for is there at once, and becomes the row', () => {
  const ids = [heron.id, fog.id];
  const request = {
    type: 'proposal_request',
    client_id: 'client-draft',
    message_ids: ids,
  } as const;
  const state = addRequest(stateOf(), request, halfPastTen);
  const [pending] = seenBy(ana, state).slice(-1);
  expect(pending).toMatchObject({ state: 'sending', message_id: null });
  expect(pending?.proposal).toMatchObject({
    title: 'You draft a prompt from 2 messages',
    sent: false,
    mine: '',
  });
  const told = applyServerMessage(state, rows(drafted('draft', 4, { sources })), ana);
  expect(told.pending).toEqual([]);
  expect(seenBy(ana, told).at(-1)?.key).toBe(pending?.key);
});

test('only what has words can a prompt be drafted from', () => {
  const brought = message('brought', 4, { text: '', image_id: idOf('upload') });
  const asked = message('asked', 5, { text: '', image_id: idOf('lake') });
  const state = stateOf(
    changes({
      rev: 6,
      messages: [brought, asked, drafted('draft', 6, { sources })],
      images: [image('upload', 4, { kind: 'upload', prompt: '' }), image('lake', 5)],
    }),
  );
  expect(seenBy(ana, state).map(({ can_draft }) => can_draft)).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
});

test('a screen reader hears that somebody drafts, what is taken out, and that it is ready', () => {
  const told: string[] = [];
  let state = stateOf();
  const hear = (said: ServerMessage, me: string) => {
    const before = state;
    state = applyServerMessage(state, said, me);
    told.push(...announcementsOf(before, state, [said], me));
  };
  hear(rows(drafted('draft', 4, { sources })), mira);
  hear(progress(1, 'a red'), mira);
  const out = [source('heron', mira), source('fog', ana, ana)];
  hear(rows({ ...drafted('draft', 4, { sources: out, round: 2 }), rev: 5 }), mira);
  hear(rows({ ...drafted('draft', 4, { sources: out, status: 'ready', round: 2 }), rev: 6 }), mira);
  hear(rows({ ...drafted('draft', 4, { sources: out, status: 'ready', round: 2 }), rev: 7 }), mira);
  hear(rows({ ...drafted('draft', 4, { sources: out, status: 'used', round: 2 }), rev: 8 }), mira);
  expect(told).toEqual([
    'Ana drafts a prompt from 2 messages.',
    'Ana took a message out of the prompt.',
    'The prompt is ready.',
  ]);
});
