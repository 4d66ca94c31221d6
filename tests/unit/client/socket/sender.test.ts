import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { Sender } from '../../../../src/client/socket/sender.ts';
import { idOf } from '../builders.ts';

const say = (client_id: string) => ({ type: 'message_send', client_id, text: 'hello' }) as const;
const ask = { type: 'history_request', client_id: 'client-h', before_seq: 9 } as const;
const ack = (client_id: string): ServerMessage => ({
  type: 'ack',
  client_id,
  id: idOf('some'),
  rev: 5,
});
const refused = (client_id: string | null, code: 'too_fast' | 'invalid'): ServerMessage => ({
  type: 'refused',
  client_id,
  error: { code, message: 'No.' },
});

/** A sender over an open connection, and the names of what it said. */
function opened(...names: string[]) {
  const said: string[] = [];
  const sender = new Sender({
    transmit: (message) => said.push('client_id' in message ? message.client_id : message.type),
    random: () => 0.5,
  });
  sender.resume();
  for (const name of names) sender.add(say(name));
  return { sender, said };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('says one thing after the other', () => {
  const { sender, said } = opened('client-1', 'client-2');
  expect(said).toEqual(['client-1']);
  sender.hear(ack('client-1'));
  expect(said).toEqual(['client-1', 'client-2']);
});

test('asks for history past the line', () => {
  const { sender, said } = opened('client-1', 'client-2');
  sender.add(ask);
  expect(said).toEqual(['client-1', 'client-h']);
});

test('asks for the changes of the context past the line, until they come', () => {
  const { sender, said } = opened('client-1', 'client-2');
  const question = { type: 'entry_history_request', client_id: 'client-e' } as const;
  sender.add(question);
  expect(said).toEqual(['client-1', 'client-e']);
  sender.pause();
  sender.resume();
  expect(said.splice(2)).toEqual(['client-1', 'client-e']);
  sender.hear({ type: 'entry_history', client_id: 'client-e', changes: [] });
  sender.pause();
  sender.resume();
  expect(said.splice(2)).toEqual(['client-1']);
});

test('waits a moment where the server finds it too fast, and keeps the order', () => {
  const { sender, said } = opened('client-1', 'client-2');
  expect(sender.hear(refused('client-1', 'too_fast'))).toBeNull();
  vi.advanceTimersByTime(999);
  expect(said).toEqual(['client-1']);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['client-1', 'client-1']);
  sender.hear(ack('client-1'));
  expect(said).toEqual(['client-1', 'client-1', 'client-2']);
});

test('goes on after what was refused, and passes the refusal on', () => {
  const { sender, said } = opened('client-1', 'client-2');
  const refusal = refused('client-1', 'invalid');
  expect(sender.hear(refusal)).toEqual(refusal);
  expect(said).toEqual(['client-1', 'client-2']);
});

test('takes a refusal without a name for that of what is under way', () => {
  const { sender, said } = opened('client-1', 'client-2');
  expect(sender.hear(refused(null, 'invalid'))).toMatchObject({ client_id: 'client-1' });
  expect(said).toEqual(['client-1', 'client-2']);
});

test('says again what gets no answer', () => {
  const { said } = opened('client-1');
  vi.advanceTimersByTime(20_000);
  expect(said).toEqual(['client-1', 'client-1']);
});

test('says nothing while there is no connection, then the first and what was asked', () => {
  const { sender, said } = opened('client-1', 'client-2');
  sender.add(ask);
  sender.pause();
  sender.hear(refused('client-1', 'too_fast'));
  vi.advanceTimersByTime(60_000);
  said.length = 0;
  sender.resume();
  expect(said).toEqual(['client-1', 'client-h']);
});

test('what is given up is not said again', () => {
  const { sender, said } = opened('client-1', 'client-2');
  sender.add(ask);
  sender.forget('client-h');
  sender.forget('client-1');
  said.length = 0;
  sender.pause();
  sender.resume();
  expect(said).toEqual(['client-2']);
  expect(sender.idle).toBe(false);
});

test('gives up only what was under way when the server ended the connection over it', () => {
  const { sender } = opened('client-1', 'client-2');
  expect(sender.giveUp()).toMatchObject([{ client_id: 'client-1' }]);
  expect(sender.idle).toBe(false);
});
