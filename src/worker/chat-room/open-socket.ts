import { helloOf } from '../../protocol/hello-query.ts';
import type { Connections } from './connections.ts';
import type { RoomPeople } from './room-people.ts';
import type { RoomSession } from './room-session.ts';
import { unknownVisitor, visitOf, type Introduction } from './visit.ts';

type Door = {
  connections: Connections;
  people: RoomPeople;
  session: RoomSession;
  /** Whether the chat was deleted: nobody is let in any more. */
  isDeleted: () => boolean;
  /** Shows a person among the members. */
  join: (introduction: Introduction) => Promise<void>;
};

/** Opens a WebSocket for a member of the chat, and greets at once where the address says hello. */
export async function openSocket(request: Request, door: Door): Promise<Response> {
  const { connections, people, session } = door;
  const { user_id, introduction } = visitOf(request);
  if (door.isDeleted()) return new Response(null, { status: 404 });
  // Makes up for whatever was cut off between D1 and here: a creation, a joining, a new name.
  if (introduction) await door.join(introduction);
  else if (!people.knows(user_id, Date.now()))
    return new Response(null, { status: unknownVisitor });
  // Time has passed since it was asked first.
  if (door.isDeleted()) return new Response(null, { status: 404 });
  const { 0: client, 1: server } = new WebSocketPair();
  const against = connections.accept(server, user_id);
  if (against !== null) return new Response(against, { status: 429 });
  const peer = connections.peer(server);
  const hello = helloOf(new URL(request.url).searchParams);
  if (peer && hello) session.greet(peer, hello);
  return new Response(null, { status: 101, webSocket: client });
}
