import { ChatSession, type ChatSessionOptions } from '../socket/chat-session.ts';
import { chatsWithUnanswered, unansweredRequests } from './unanswered-requests.ts';
import { whyNot } from './why-not.ts';

/** How a chat is reached, and what I once asked of it and saw no answer to. */
export function connectionTo(
  chatId: string,
  me: string,
): Pick<ChatSessionOptions, 'keeper' | 'connect' | 'diagnose'> {
  const url = new URL(`/api/chats/${chatId}/socket`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    keeper: unansweredRequests(me, chatId),
    connect: (hello) => {
      url.search = hello;
      return new WebSocket(url);
    },
    diagnose: () => whyNot(chatId),
  };
}

/** Chats that are not open and to which something still has to be brought. */
export class LeftBehind {
  private readonly me: string;
  private readonly sessions = new Map<string, ChatSession>();
  private found = false;

  constructor(me: string) {
    this.me = me;
  }

  /** A chat is left: what was asked of it goes on until it is answered. */
  leave(chatId: string, session: ChatSession): void {
    session.leave();
    this.sessions.set(chatId, session);
  }

  /** A chat is opened: its own session takes over. Brings to the others what earlier pages left. */
  take(chatId: string): void {
    this.sessions.get(chatId)?.close();
    this.sessions.delete(chatId);
    if (this.found) return;
    this.found = true;
    for (const id of chatsWithUnanswered(this.me)) {
      if (id !== chatId) this.bring(id);
    }
  }

  private bring(chatId: string): void {
    const session = new ChatSession({
      me: this.me,
      ...connectionTo(chatId, this.me),
      reading: () => null,
      onChange: () => {},
      onStatus: () => {},
    });
    session.start();
    this.leave(chatId, session);
  }
}
