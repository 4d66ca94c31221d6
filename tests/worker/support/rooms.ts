import type { ClientMessageInput } from '../../../src/protocol/client-message.ts';
import type { MessageRow } from '../../../src/protocol/rows.ts';
import type { RoomClient } from '../../support/room-client.ts';
import { connect, type AtEnd } from './connect.ts';
import { chatOf, guest } from './people.ts';

let count = 0;

/** Ada, who owns the chat, and Lin, both connected. */
export async function adaAndLin(atEnd?: AtEnd) {
  const [ada, lin] = [await guest('Ada'), await guest('Lin')];
  const chat = await chatOf(ada, lin);
  const adas = await connect(ada, chat, null, atEnd);
  return { ada, lin, chat, adas, lins: await connect(lin, chat, null, atEnd) };
}

type Unnamed<T> = T extends { client_id: string } ? Omit<T, 'client_id'> : never;

/** Makes a request under a name of its own and waits for the answer. */
export async function request(client: RoomClient, message: Unnamed<ClientMessageInput>) {
  count += 1;
  const client_id = `request-${count}`;
  client.say({ ...message, client_id });
  return client.answerTo(client_id);
}

/** As `request`, for what has to be granted. @returns the id of what it made or changed */
export async function done(client: RoomClient, message: Unnamed<ClientMessageInput>) {
  const answer = await request(client, message);
  if (answer.type !== 'ack') throw new Error(answer.error.message);
  return answer;
}

/** Says something. @returns the id of the message */
export async function say(client: RoomClient, text: string, reply_to: string | null = null) {
  return (await done(client, { type: 'message_send', text, reply_to })).id;
}

/** The row of a message as somebody hears of it, once it is as it should be. */
export async function heardRow(
  client: RoomClient,
  id: string,
  fits: (row: MessageRow) => boolean = () => true,
): Promise<MessageRow> {
  const isIt = (row: MessageRow) => row.id === id && fits(row);
  const { messages } = await client.hears('changes', (changes) => changes.messages.some(isIt));
  const row = messages.find(isIt);
  if (!row) throw new Error('no row');
  return row;
}
