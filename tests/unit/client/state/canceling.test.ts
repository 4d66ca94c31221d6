import { expect, test } from 'vitest';
import type { ServerMessage } from '../../../../src/protocol/server-message.ts';
import { applyServerMessage } from '../../../../src/client/state/apply-server-message.ts';
import { addRequest } from '../../../../src/client/state/asked-requests.ts';
import { emptyChatState, type ChatState } from '../../../../src/client/state/chat-state.ts';
import { ana, changes, idOf, image, snapshot } from '../builders.ts';

const client_id = 'cancel-lake';
const ack: ServerMessage = { type: 'ack', client_id, id: idOf('lake'), rev: 2 };
const developing = snapshot({ rev: 2, images: [image('lake', 2, { status: 'processing' })] });

/** After I asked for the cancel of a picture that is being made, and these were said. */
function afterCancel(...messages: ServerMessage[]): ChatState {
  const before = applyServerMessage(emptyChatState(), developing, ana);
  const asked = addRequest(
    before,
    { type: 'image_cancel', client_id, image_id: idOf('lake') },
    1_000,
  );
  return messages.reduce((state, said) => applyServerMessage(state, said, ana), asked);
}

const isCanceling = (state: ChatState) =>
  state.canceling.some(({ image_id }) => image_id === idOf('lake'));

test('a cancel is seen at once, and still when the server has it', () => {
  expect(isCanceling(afterCancel())).toBe(true);
  expect(isCanceling(afterCancel(ack))).toBe(true);
});

test('a refused cancel is taken back', () => {
  const error = { code: 'not_allowed', message: 'Only who asked can cancel it.' } as const;
  expect(isCanceling(afterCancel({ type: 'refused', client_id, error }))).toBe(false);
});

test.each(['canceled', 'completed', 'failed'] as const)('it is over once it is %s', (status) => {
  const ended = changes({ rev: 3, images: [image('lake', 3, { status })] });
  expect(isCanceling(afterCancel(ack, ended))).toBe(false);
});

test('after a break it goes on, unless the picture has ended meanwhile', () => {
  expect(isCanceling(afterCancel(ack, developing))).toBe(true);
  const ended = snapshot({ rev: 3, images: [image('lake', 3, { status: 'canceled' })] });
  expect(isCanceling(afterCancel(ack, ended))).toBe(false);
});
