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

/** A connection that was just opened; it ends with the test. */
export async function clientOf(answer: Response): Promise<RoomClient> {
  const { webSocket, status } = answer;
  if (!webSocket) throw new Error(`no connection: ${status}`);
  webSocket.accept();
  const client = new RoomClient(webSocket);
  onTestFinished(() => client.close());
  return client;
}

/** Opens a chat as a person and says hello. */
export async function connect(
  person: Visitor,
  chatId: string,
  lastRev: number | null = null,
): Promise<RoomClient> {
  const client = await clientOf(await dial(person, chatId));
  client.say({ type: 'hello', protocol_version: protocolVersion, last_rev: lastRev });
  await client.hears('welcome');
  return client;
}
