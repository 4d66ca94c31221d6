import { expect, test } from 'vitest';
import { check } from '../../chaos/check/check.ts';
import type { History } from '../../chaos/history.ts';
import { row, Story } from './history-of.ts';

/** The names of the invariants that a history breaks. */
const broken = (history: History) => [...new Set(check(history).map(({ invariant }) => invariant))];

const [one, two] = [row(1), row(2)];
const both = () => new Story().says(one).told([one]).says(two).told([two]);
const edit = { type: 'message_edit', message_id: one.id, text: 'better words' } as const;
const remove = { type: 'message_delete', message_id: one.id } as const;
const edited = row(1, { rev: 3, text: 'better words' });
const tombstone = row(1, { rev: 3, text: '', deleted_at: 99 });

test('a conversation in which all goes well breaks nothing', () => {
  expect(check(both().ends([one, two]))).toEqual([]);
});

test('an acknowledged message that nobody finds is lost', () => {
  expect(broken(both().ends([one]))).toContain('no lost ack');
});

test('a message that was never answered may be there or not', () => {
  const story = () => both().asks('Ada', 'Ada-3', { type: 'message_send', text: 'words 3' });
  expect(check(story().ends([one, two]))).toEqual([]);
  expect(check(story().ends([one, two, row(3)]))).toEqual([]);
});

test('an acknowledged edit shows', () => {
  const story = () =>
    both().asks('Ada', 'edit', edit).ok({ client_id: 'edit', id: one.id, rev: 3 }).told([edited]);
  expect(check(story().ends([edited, two]))).toEqual([]);
  expect(broken(story().ends([one, two]))).toContain('no lost ack');
});

test('an edit that was never answered may show or not', () => {
  const story = () => both().asks('Ada', 'edit', edit);
  expect(check(story().ends([one, two]))).toEqual([]);
  expect(check(story().ends([edited, two]))).toEqual([]);
});

test('what was acknowledged as deleted is gone', () => {
  const story = () =>
    both().asks('Ada', 'gone', remove).ok({ client_id: 'gone', id: one.id, rev: 3 });
  expect(check(story().told([tombstone]).ends([two]))).toEqual([]);
  expect(broken(story().ends([one, two]))).toEqual(['no lost ack']);
});

test('the reaction that was set last is there, and no other', () => {
  const request = { type: 'reaction_set', message_id: one.id, reaction: '👍', on: true } as const;
  const liked = row(1, { rev: 3, reactions: [{ reaction: '👍', user_ids: ['lin'] }] });
  const story = () =>
    both().asks('Lin', 'like', request).ok({ client_id: 'like', id: one.id, rev: 3 }, 'Lin');
  expect(check(story().ends([liked, two]))).toEqual([]);
  expect(broken(story().ends([one, two]))).toContain('no lost ack');
  expect(broken(both().ends([liked, two]))).toContain('no lost ack');
});

test('a message that nobody sent is a phantom, also where it was only seen live', () => {
  expect(
    broken(
      both()
        .told([row(3)])
        .ends([one, two]),
    ),
  ).toContain('no phantom or duplicate');
});

test('a text that nobody wrote is a phantom', () => {
  expect(broken(both().told([edited]).ends([one, two]))).toContain('no phantom or duplicate');
});

test('one request makes one message', () => {
  const twice = row(3, { client_id: one.client_id, text: one.text });
  expect(broken(both().ends([one, two, twice]))).toEqual(['no phantom or duplicate']);
});

test('all read the same messages in the same order', () => {
  expect(broken(both().ends([one, two], [one, two], [two, one]))).toContain('total order');
});

test('a number is not given twice, also after a restart', () => {
  const other = row(2, { id: 'message-3', client_id: 'Ada-3' });
  const story = both().says(other).told([other]);
  expect(broken(story.ends([one, two, other]))).toContain('total order');
});

test('a revision that is nobody’s is missed', () => {
  const three = row(4);
  expect(broken(both().says(three).ends([one, two, three]))).toEqual(['total order']);
});

test('a connection is not told of an older revision after a newer one', () => {
  const story = new Story().says(one).says(two).told([two]).told([one]);
  expect(broken(story.ends([one, two]))).toEqual(['total order']);
});

test('what is known from live words is what is read afresh', () => {
  expect(broken(both().ends([one, two], [one]))).toEqual(['live = fetched']);
  expect(broken(both().ends([two], [one, two]))).toContain('live = fetched');
});

test('a resume tells of everything since, deleted rows too', () => {
  const deleted = () =>
    both().asks('Ada', 'gone', remove).ok({ client_id: 'gone', id: one.id, rev: 3 });
  expect(check(deleted().resumed(1, [two, tombstone]).ends([two]))).toEqual([]);
  expect(broken(deleted().resumed(1, [two]).ends([two]))).toEqual(['live = fetched']);
  expect(broken(both().resumed(1, []).ends([one, two]))).toEqual(['live = fetched']);
});

test('the same request gets the same answer', () => {
  const again = { client_id: one.client_id, id: one.id, rev: 9 };
  expect(broken(both().ok(again).ends([one, two]))).toContain('idempotent ack');
});

test('what was asked after an answer comes after it', () => {
  const late = row(1, { client_id: 'Ada-9', id: 'message-9' });
  const story = new Story().says(two).says(late);
  expect(broken(story.ends([late, two]))).toEqual(['session order']);
});

test('who comes back never knows less than before', () => {
  const story = both().add('Lin', { type: 'hello', last_rev: 2 }, 2).told([one], 'snapshot');
  expect(broken(story.ends([one, two]))).toContain('session order');
});

test('a refusal needs a reason', () => {
  const refused = (code: string) =>
    both().asks('Ada', 'edit', edit).add('Ada', { type: 'refused', client_id: 'edit', code });
  expect(check(refused('too_fast').ends([one, two]))).toEqual([]);
  expect(broken(refused('hello_first').ends([one, two]))).toEqual(['honest refusals']);
});

test('a connection that nothing was done to is not closed', () => {
  const closed = (faults: string[]) =>
    both().add('Lin', { type: 'closed', by: 'server', code: 1006, faults });
  expect(check(closed(['cut (reset)']).ends([one, two]))).toEqual([]);
  expect(broken(closed([]).ends([one, two]))).toEqual(['undisturbed connections']);
});

test('everybody who is connected in the end is shown to be here', () => {
  const here = (user_ids: string[]) => both().add('Lin', { type: 'here', user_ids });
  expect(check(here(['ada', 'lin']).ends([one, two]))).toEqual([]);
  expect(broken(here(['ada']).ends([one, two]))).toEqual(['presence']);
});
