import type { ChatRoom } from './chat-room/chat-room.ts';
import type { RoomEnv } from './chat-room/room-env.ts';

/** The worker's bindings, as wrangler.toml names them, and its settings. */
export type Env = RoomEnv & { CHAT_ROOM: DurableObjectNamespace<ChatRoom> };
