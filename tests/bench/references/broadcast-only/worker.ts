import { DurableObject } from 'cloudflare:workers';

/**
 * A reference of the bench: the least that a Durable Object can do and still be a room. Nothing is
 * stored and nobody is authenticated, so it shows what the runtime alone costs.
 */
export class Room extends DurableObject {
  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(new URL(request.url).searchParams.get('name'));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, frame: string): void {
    const { text } = JSON.parse(frame) as { text: string };
    const author = socket.deserializeAttachment() as string;
    const message = { type: 'message', id: crypto.randomUUID(), author, text, time: Date.now() };
    const told = JSON.stringify(message);
    for (const each of this.ctx.getWebSockets()) each.send(told);
  }

  override webSocketClose(socket: WebSocket): void {
    // Without this the handshake never ends.
    socket.close();
  }
}

export default {
  fetch: (request: Request, env: { ROOM: DurableObjectNamespace<Room> }) =>
    env.ROOM.getByName(new URL(request.url).pathname).fetch(request),
};
