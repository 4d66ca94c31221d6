import type { Changes } from '../../protocol/server-message.ts';
import type { KindedRow } from './row-kinds.ts';
import type { RoomStore } from './room-store.ts';

/** Rows as one message; of a row that changed twice, the last. What they answer and come from comes along. */
export function changesOf(changed: KindedRow[], store: RoomStore): Changes {
  const latest = new Map(changed.map((item) => [`${item.kind}/${item.row.id}`, item]));
  const changes: Changes = {
    type: 'changes',
    rev: Math.max(0, ...changed.map(({ row }) => row.rev)),
    chat: null,
    members: [],
    messages: [],
    images: [],
    quoted: [],
    entries: [],
  };
  for (const item of latest.values()) {
    if (item.kind === 'chat') changes.chat = item.row;
    else if (item.kind === 'member') changes.members.push(item.row);
    else if (item.kind === 'message') changes.messages.push(item.row);
    else if (item.kind === 'entry') changes.entries.push(item.row);
    else changes.images.push(item.row);
  }
  const asking = new Set(changes.messages.map(({ id }) => id));
  const asked = changes.images.filter(({ message_id }) => asking.has(message_id));
  return {
    ...changes,
    images: [...changes.images, ...store.parentsOf(asked)],
    quoted: store.quotedBy(changes.messages),
  };
}
