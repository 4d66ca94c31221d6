import type { ChatSummary, Person } from '../../protocol/http.ts';
import { createChat, deleteChat, listChats, renameChat } from './http-api.ts';

/** What was seen in a chat itself is believed over a list for so long, in milliseconds. */
const listLag = 60_000;

/** The list of my chats, the most recently active first, and who I am. */
export function createChatsStore(chats: ChatSummary[], me: Person) {
  /** When what stands in a row was last seen in the chat itself. */
  const seenLive = new Map<string, number>();
  return {
    list: chats,
    me,

    /** Fetches the list anew. It stays as it is where that fails: the next time will come. */
    async refresh(): Promise<void> {
      try {
        const listed = await listChats();
        const known = new Map(this.list.map((row) => [row.id, row]));
        const believedSince = Date.now() - listLag;
        this.list = inOrder(
          listed.map((row) => {
            const live = (seenLive.get(row.id) ?? 0) > believedSince;
            return live ? newer(row, known.get(row.id)) : row;
          }),
        );
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

    /** Deletes a chat of mine with everything in it. @throws HttpError */
    async remove(id: string, name: string): Promise<void> {
      await deleteChat(id, name);
      this.list = this.list.filter((chat) => chat.id !== id);
    },

    /** Shows what is newer here than in the list, for the chat that is open. */
    change(id: string, change: Partial<ChatSummary>): void {
      const row = this.list.find((chat) => chat.id === id);
      if (!row) return;
      Object.assign(row, change);
      seenLive.set(id, Date.now());
      if ('active_at' in change) this.list = inOrder(this.list);
    },
  };
}

function inOrder(rows: readonly ChatSummary[]): ChatSummary[] {
  return rows.toSorted((a, b) => b.active_at - a.active_at);
}

/** The list follows a room after a moment; what was seen in the room itself may be newer. */
function newer(listed: ChatSummary, known: ChatSummary | undefined): ChatSummary {
  if (!known || known.active_at < listed.active_at) return listed;
  const unread = Math.min(known.unread, listed.unread);
  const read = { unread, for_me: unread > 0 && listed.for_me };
  if (known.active_at === listed.active_at) return { ...listed, ...read };
  return { ...known, ...read, name: listed.name, is_owner: listed.is_owner };
}

export type ChatsStore = ReturnType<typeof createChatsStore>;
