import { InboxSocket } from '../socket/inbox-socket.ts';
import { paced } from './inbox-pace.ts';
import type { Stores } from './stores.ts';

/** Milliseconds between two fetches of the list, however much goes on. */
const refreshEvery = 2_000;

/**
 * Keeps the list of my chats as it is on the server: fetched anew when something changed in one of
 * them, after a break, and when the tab is looked at again.
 */
export function followInbox({ chat, chats }: Stores): void {
  const refresh = paced(() => chats.refresh(), refreshEvery);
  const url = new URL('/api/inbox/socket', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const isLive = (id: string | null) =>
    id !== null &&
    id === chat.id &&
    chat.phase === 'open' &&
    document.visibilityState === 'visible';
  const inbox = new InboxSocket({
    connect: () => new WebSocket(url),
    onChanged: (id) => {
      // The row of the chat that is open and looked at follows the chat itself.
      if (!isLive(id)) refresh();
    },
  });
  inbox.start();
  window.addEventListener('online', () => inbox.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    inbox.wake();
    refresh();
  });
}
