import { routePartykitRequest, Server, type Connection } from 'partyserver';

type Message = { id: string; author: string; text: string; time: number };

/**
 * A reference of the bench: a chat room as PartyServer's own chat example has it, which stores each
 * message in the room's SQLite before it broadcasts it. Whoever connects gets the newest hundred.
 * It authenticates nobody, and knows no resends: both are work that only ours does.
 */
export class Room extends Server {
  // As the documentation recommends, and every one of its chat examples does.
  static override options = { hibernate: true };

  override onStart(): void {
    this.ctx.storage.sql.exec(
      'CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY, id TEXT, author TEXT, text TEXT, time INTEGER)',
    );
  }

  override onConnect(connection: Connection): void {
    const messages = this.ctx.storage.sql
      .exec<Message>('SELECT id, author, text, time FROM message ORDER BY seq DESC LIMIT 100')
      .toArray()
      .toReversed();
    connection.send(JSON.stringify({ type: 'page', messages }));
  }

  override onMessage(connection: Connection, frame: string): void {
    const { text } = JSON.parse(frame) as { text: string };
    const message = { id: crypto.randomUUID(), author: connection.id, text, time: Date.now() };
    this.ctx.storage.sql.exec(
      'INSERT INTO message (id, author, text, time) VALUES (?, ?, ?, ?)',
      ...Object.values(message),
    );
    this.broadcast(JSON.stringify({ type: 'message', ...message }));
  }
}

export default {
  fetch: async (request: Request, env: Record<string, unknown>) =>
    (await routePartykitRequest(request, env)) ?? new Response(null, { status: 404 }),
};
