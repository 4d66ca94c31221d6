import type { ChatState } from './chat-state.ts';
import { avatarOf, initialOf } from './words.ts';

/** Somebody who has the chat open. */
export interface PersonHere {
  id: string;
  name: string;
  initial: string;
  avatar: string;
}

/** A member of the chat. */
export interface Member extends PersonHere {
  here: boolean;
  /** When somebody who is away last had the chat open, in milliseconds since 1970. */
  last_seen_at: number | null;
}

/** How a person looks everywhere. */
export function personOf(state: ChatState, id: string): PersonHere {
  const name = state.members.get(id)?.name ?? 'Somebody';
  return { id, name, initial: initialOf(name), avatar: avatarOf(id) };
}

/** Who has the chat open, the others first. @param me the id of the person at this browser */
export function peopleHere(state: ChatState, me: string): PersonHere[] {
  return state.here.map((id) => personOf(state, id)).toSorted(othersFirst(me));
}

/** Everybody who is a member: who is here first, then who was here last. */
export function members(state: ChatState, me: string): Member[] {
  const here = new Set(state.here);
  return [...state.members.keys()]
    .map((id) => ({
      ...personOf(state, id),
      here: here.has(id),
      last_seen_at: here.has(id) ? null : (state.away.get(id) ?? null),
    }))
    .toSorted(
      (a, b) =>
        Number(b.here) - Number(a.here) ||
        (b.last_seen_at ?? 0) - (a.last_seen_at ?? 0) ||
        othersFirst(me)(a, b),
    );
}

function othersFirst(me: string) {
  return (a: PersonHere, b: PersonHere) =>
    Number(a.id === me) - Number(b.id === me) || a.name.localeCompare(b.name);
}
