import type { ServerMessage } from '../../protocol/server-message.ts';
import type { ChatState } from './chat-state.ts';

type Presence = Extract<ServerMessage, { type: 'presence' }>;
type PresenceChange = Extract<ServerMessage, { type: 'presence_change' }>;

/** Who is here and who is away, as it is said once after the greeting. */
export function withPresence(state: ChatState, { here, away }: Presence): ChatState {
  return {
    ...state,
    here,
    away: new Map(away.map(({ user_id, last_seen_at }) => [user_id, last_seen_at])),
  };
}

/** Who came and who went since. */
export function withPresenceChange(state: ChatState, { came, went }: PresenceChange): ChatState {
  const here = new Set([...state.here, ...came]);
  const away = new Map(state.away);
  for (const id of came) away.delete(id);
  for (const { user_id, last_seen_at } of went) {
    here.delete(user_id);
    away.set(user_id, last_seen_at);
  }
  return { ...state, here: [...here], away };
}
