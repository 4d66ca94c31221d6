import { expect, test } from 'vitest';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { addRequest, type WriteRequest } from '../../../../src/client/state/asked-requests.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { withoutRefused } from '../../../../src/client/state/entry-requests.ts';
import { shownEntries } from '../../../../src/client/state/room-entries.ts';
import { listUse, roomSections } from '../../../../src/client/state/room-sections.ts';
import type { EntryRow } from '../../../../src/protocol/entries.ts';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { ana, changes, entry, idOf, snapshot } from '../builders.ts';

const ida = (rev: number, change: Partial<EntryRow> = {}) =>
  entry('ida', rev, { kind: 'character', name: 'Ida', text: 'a keeper', ...change });
const told = (state: ChatState, ...messages: ServerMessage[]) =>
  messages.reduce((before, message) => applyServerMessage(before, message, ana), state);
const rows = (rev: number, ...entries: EntryRow[]) => changes({ rev, entries });
const asked = (state: ChatState, ...requests: WriteRequest[]) =>
  requests.reduce((before, request) => addRequest(before, request, 0), state);
const shown = ({ entries, entryRequests }: ChatState) => shownEntries(entries, entryRequests);
const ack = (client_id: string, rev: number) =>
  ({ type: 'ack', client_id, id: idOf('ida'), rev }) as const;
const refused = (client_id: string, message: string, field: string) =>
  ({ type: 'refused', client_id, error: { code: 'invalid', message, field } }) as const;

const begun = told(emptyChatState(), rows(1, ida(1)));
const change = (client_id: string, fields: object): WriteRequest => ({
  type: 'entry_change',
  client_id,
  entry_id: idOf('ida'),
  ...fields,
});

test('what I change is seen at once, and is the row once the server has it', () => {
  const waiting = asked(begun, change('c1', { text: 'a keeper of seventy' }));
  expect(shown(waiting)).toMatchObject([
    { fields: { name: 'Ida', text: 'a keeper of seventy' }, waits: true },
  ]);
  const answered = told(waiting, ack('c1', 2));
  expect(shown(answered)).toMatchObject([{ fields: { text: 'a keeper of seventy' } }]);
  const settled = told(answered, rows(2, ida(2, { text: 'a keeper of seventy' })));
  expect(settled.entryRequests).toEqual([]);
  expect(shown(settled)).toMatchObject([{ fields: { text: 'a keeper of seventy' }, waits: false }]);
});

test('what others change of it meanwhile is seen beside what I do', () => {
  const waiting = asked(begun, change('c1', { text: 'a keeper of seventy' }));
  const both = told(waiting, rows(2, ida(2, { name: 'Ida Holm' })));
  expect(shown(both)).toMatchObject([
    { fields: { name: 'Ida Holm', text: 'a keeper of seventy' } },
  ]);
});

test('something new is seen at once, and never twice', () => {
  const add = { type: 'entry_add', client_id: 'c1', kind: 'palette', text: 'ochre' } as const;
  const waiting = asked(begun, add);
  expect(shown(waiting)).toMatchObject([{ key: idOf('ida') }, { key: 'c1', waits: true }]);
  const here = told(waiting, ack('c1', 2), rows(2, entry('ochre', 2)));
  expect(shown(here).map(({ id }) => id)).toEqual([idOf('ida'), idOf('ochre')]);
});

test('what is taken away goes at once, and is there again where the server refuses', () => {
  const waiting = asked(begun, change('c1', { deleted: true }));
  expect(shown(waiting)).toEqual([]);
  expect(shown(told(waiting, refused('c1', 'Not now.', 'deleted')))).toMatchObject([
    { key: idOf('ida'), refusal: { message: 'Not now.', field: null } },
  ]);
});

test('of what was refused the words stay, with the sentence at their field', () => {
  const words = 'There is a character called Lin already.';
  const waiting = asked(begun, change('c1', { name: 'Lin' }));
  const state = told(waiting, refused('c1', words, 'name'));
  expect(shown(state)).toMatchObject([
    {
      fields: { name: 'Ida' },
      refused: { name: 'Lin' },
      refusal: { message: words, field: 'name' },
      waits: false,
    },
  ]);
  const dropped = withoutRefused(state, ({ entry_id }) => entry_id === idOf('ida'));
  expect(shown(dropped)).toMatchObject([{ refused: {}, refusal: null }]);
});

test('something new that was refused can be written on', () => {
  const add = { type: 'entry_add', client_id: 'c1', kind: 'character', text: 'a boy' } as const;
  const state = told(asked(begun, add), refused('c1', 'Give the character a name.', 'name'));
  const cards = roomSections(shown(state), {}, []).find(({ kind }) => kind === 'character')?.cards;
  expect(cards?.map(({ state: how, fields }) => [how, fields.text])).toEqual([
    ['there', 'a keeper'],
    ['new', 'a boy'],
  ]);
});

test('a card on which I write stays when somebody takes its entry away', () => {
  const [held] = shown(begun);
  if (!held) throw new Error('nothing is shown');
  const gone = told(begun, rows(2, ida(2, { deleted_at: 5 })));
  const cards = roomSections(shown(gone), { [held.key]: held }, []).flatMap((one) => one.cards);
  expect(cards.map(({ state }) => state)).toEqual(['gone']);
});

test('entries survive a snapshot that comes after a long break, with what I asked for', () => {
  const waiting = asked(begun, change('c1', { text: 'a keeper of seventy' }));
  const fresh = snapshot({ rev: 5, entries: [ida(4, { name: 'Ida Holm' })] });
  expect(shown(told(waiting, fresh))).toMatchObject([
    { fields: { name: 'Ida Holm', text: 'a keeper of seventy' }, waits: true },
  ]);
});

test.each([
  ['colours', 'red\n\nblue', '2 choices. Use it as {colours} in a prompt.'],
  [' one ', 'red', '1 choice. Use it as {one} in a prompt.'],
  ['', 'red', 'One choice a line.'],
])('a list called %j says how it is used', (name, text, words) => {
  expect(listUse(name, text)).toBe(words);
});

test.each(['a|b', '1..4', 'a{b', 'back\\slash'])(
  'a list called %j says that it cannot be',
  (name) => {
    expect(listUse(name, 'red')).toMatch(/^Prompts cannot use this name/);
  },
);
