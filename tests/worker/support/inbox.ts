import { onTestFinished } from 'vitest';
import { inboxMessageSchema, type InboxMessage } from '../../../src/protocol/inbox-message.ts';
import type { Visitor } from './people.ts';

/** Somebody's inbox, open. */
export type OpenInbox = {
  socket: WebSocket;
  heard: InboxMessage[];
  /** Settles with the code under which the server ends it. */
  closed: Promise<number>;
};

/** Asks for an inbox's WebSocket. */
export async function dialInbox(
  person: Visitor,
  headers: Record<string, string> = {},
): Promise<Response> {
  return person.send('/api/inbox/socket', { headers: { upgrade: 'websocket', ...headers } });
}

/** Opens somebody's inbox; it ends with the test. */
export async function openInbox(person: Visitor): Promise<OpenInbox> {
  const { webSocket, status } = await dialInbox(person);
  if (!webSocket) throw new Error(`no connection: ${status}`);
  const heard: InboxMessage[] = [];
  webSocket.addEventListener('message', ({ data }) => {
    heard.push(inboxMessageSchema.parse(JSON.parse(String(data))));
  });
  const closed = new Promise<number>((resolve) => {
    webSocket.addEventListener('close', ({ code }) => resolve(code));
  });
  webSocket.accept();
  onTestFinished(() => {
    try {
      webSocket.close(1000);
    } catch {
      // Closed already.
    }
  });
  return { socket: webSocket, heard, closed };
}
