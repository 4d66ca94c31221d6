import { onTestFinished } from 'vitest';
import { protocolVersion } from '../../../src/protocol/client-message.ts';
import { RoomClient } from '../../support/room-client.ts';
import type { Visitor } from './people.ts';

/** Opens a connection without saying hello. */
export async function dial(
  person: Visitor,
  chatId: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return person.send(`/api/chats/${chatId}/socket`, {
    headers: { upgrade: 'websocket', ...headers },
  });
}

/** Says what is to be done at the end of a test. One that runs beside others has its own. */
export type AtEnd = (done: () => void) => void;

/** A connection that was just opened; it ends with the test. */
export async function clientOf(
  answer: Response,
  atEnd: AtEnd = onTestFinished,
): Promise<RoomClient> {
  const { webSocket, status } = answer;
  if (!webSocket) throw new Error(`no connection: ${status}`);
  webSocket.accept();
  const client = new RoomClient(webSocket);
  atEnd(() => client.close());
  return client;
}

/** Opens a chat as a person and says hello. */
export async function connect(
  person: Visitor,
  chatId: string,
  lastRev: number | null = null,
  atEnd: AtEnd = onTestFinished,
): Promise<RoomClient> {
  const client = await clientOf(await dial(person, chatId), atEnd);
  client.say({ type: 'hello', protocol_version: protocolVersion, last_rev: lastRev });
  await client.hears('welcome');
  return client;
}
