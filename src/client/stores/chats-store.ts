import type { ChatSummary, Person } from '../../protocol/http.ts';
import { createChat, listChats, renameChat } from './http-api.ts';

/** The list of my chats, and who I am. */
export function createChatsStore(chats: ChatSummary[], me: Person) {
  return {
    list: chats,
    me,

    /** Fetches the list anew. It stays as it is where that fails: the next time will come. */
    async refresh(): Promise<void> {
      try {
        const known = new Map(this.list.map((row) => [row.id, row]));
        this.list = (await listChats()).map((row) => newer(row, known.get(row.id)));
      } catch {
        // Not worth a word: nothing that the person did has failed.
      }
    },

    /** @throws HttpError */
    async create(name: string): Promise<ChatSummary> {
      const chat = await createChat(name);
      this.list = [chat, ...this.list.filter(({ id }) => id !== chat.id)];
      return chat;
    },

    /** @throws HttpError */
    async rename(id: string, name: string): Promise<void> {
      await renameChat(id, name);
      this.change(id, { name });
      await this.refresh();
    },

    /** Shows what is newer here than in the list, for the chat that is open. */
    change(id: string, change: Partial<ChatSummary>): void {
      const row = this.list.find((chat) => chat.id === id);
      if (row) Object.assign(row, change);
    },
  };
}

/** The list follows a room after a moment; what was seen in the room itself may be newer. */
function newer(listed: ChatSummary, known: ChatSummary | undefined): ChatSummary {
  return known && known.active_at > listed.active_at ? { ...known, name: listed.name } : listed;
}

export type ChatsStore = ReturnType<typeof createChatsStore>;
