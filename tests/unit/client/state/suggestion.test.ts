import { expect, test } from 'vitest';
import { announcementsOf } from '../../../../src/client/state/announcements.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { compareTexts } from '../../../../src/client/state/compare-texts.ts';
import {
  lostConnection,
  noAnswer,
  withoutAnswer,
  type Suggestion,
} from '../../../../src/client/state/suggestion.ts';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { ana, snapshot } from '../builders.ts';

const asked: Suggestion = {
  client_id: 'ask-1',
  of: { kind: 'expand', prompt: 'a fox' },
  text: '',
  status: 'asking',
  problem: '',
};

type Said = Extract<ServerMessage, { type: 'suggestion' }>;

function said(text: string, change: Partial<Said> = {}): Said {
  return { type: 'suggestion', client_id: 'ask-1', text, is_done: false, error: null, ...change };
}

/** The state after these messages, and what was spoken. */
function heard(...messages: ServerMessage[]) {
  const begun = applyServerMessage(emptyChatState(), snapshot({ rev: 1 }), ana);
  let state: ChatState = { ...begun, suggestion: asked };
  const spoken: string[] = [];
  for (const message of messages) {
    const before = state;
    state = applyServerMessage(before, message, ana);
    spoken.push(...announcementsOf(before, state, [message], ana));
  }
  return { suggestion: state.suggestion, spoken };
}

test('grows while it is written, and is spoken once it is whole', () => {
  expect(heard(said('A red')).suggestion).toMatchObject({ text: 'A red', status: 'asking' });
  const { suggestion, spoken } = heard(said('A red'), said('A red fox ', { is_done: true }));
  expect(suggestion).toMatchObject({ text: 'A red fox', status: 'ready', problem: '' });
  expect(spoken).toEqual(['Suggestion: A red fox']);
});

test('what is said of an older one changes nothing, and is not spoken', () => {
  const late = said('An owl', { client_id: 'ask-0', is_done: true });
  expect(heard(late)).toEqual({ suggestion: asked, spoken: [] });
});

test('says why there is none, whether it was refused, failed or is empty', () => {
  const error = { code: 'internal', message: 'No model answered.' } as const;
  const refused = { type: 'refused', client_id: 'ask-1', error } as const;
  const none = { text: '', status: 'failed', problem: 'No model answered.' };
  expect(heard(refused).suggestion).toMatchObject(none);
  expect(heard(said('A r'), said('', { is_done: true, error })).suggestion).toMatchObject(none);
  expect(heard(said(' ', { is_done: true })).suggestion).toMatchObject({
    status: 'failed',
    problem: noAnswer,
  });
});

test('outlives a snapshot; a break of the connection ends only what is still asked for', () => {
  const ready = heard(said('A red fox', { is_done: true }), snapshot({ rev: 9 })).suggestion;
  expect(ready).toMatchObject({ text: 'A red fox', status: 'ready' });
  expect(withoutAnswer(ready, lostConnection)).toBe(ready);
  expect(withoutAnswer(asked, lostConnection)).toMatchObject({ problem: lostConnection });
  expect(withoutAnswer(null, lostConnection)).toBeNull();
});

test('words are the same in whatever case, and with whatever signs around them', () => {
  const plain = (word: string) => word.toLowerCase().replaceAll(/\W/g, '');
  expect(compareTexts('a Fox', 'A red fox, at rest', plain).right).toEqual([
    { text: 'A ', differs: false },
    { text: 'red ', differs: true },
    { text: 'fox, ', differs: false },
    { text: 'at rest', differs: true },
  ]);
});
