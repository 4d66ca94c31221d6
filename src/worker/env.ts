import type { ChatRoom } from './chat-room/chat-room.ts';
import type { RoomEnv } from './chat-room/room-env.ts';

/** What a person may do only so often, as wrangler.toml says. */
export type Rates = {
  SEARCH_RATE: RateLimit;
  EXPORT_RATE: RateLimit;
  UPLOAD_RATE: RateLimit;
  DOWNLOAD_RATE: RateLimit;
  MODELS_RATE: RateLimit;
  OPERATOR_KEY_RATE: RateLimit;
  OPERATOR_KEYS_RATE: RateLimit;
};

/** The worker's bindings, as wrangler.toml names them, and its settings. */
export type Env = RoomEnv &
  Rates & {
    CHAT_ROOM: DurableObjectNamespace<ChatRoom>;
  };
