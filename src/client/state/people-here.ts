import type { ChatState } from './chat-state.ts';
import { avatarOf, initialOf } from './words.ts';

/** Somebody who has the chat open. */
export interface PersonHere {
  id: string;
  name: string;
  initial: string;
  avatar: string;
}

/** Who has the chat open, the others first. @param me the id of the person at this browser */
export function peopleHere(state: ChatState, me: string): PersonHere[] {
  return state.here
    .map((id) => ({ id, name: state.members.get(id)?.name ?? 'Somebody' }))
    .toSorted((a, b) => Number(a.id === me) - Number(b.id === me) || a.name.localeCompare(b.name))
    .map((person) => ({
      ...person,
      initial: initialOf(person.name),
      avatar: avatarOf(person.id),
    }));
}
