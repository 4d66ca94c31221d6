import type { ServerMessage } from '../../protocol/server-message.ts';
import type { ChatState } from '../state/chat-state.ts';
import { personOf, type PersonHere } from '../state/people-here.ts';
import {
  withoutExpired,
  withTyping,
  type TypingState,
  type Writing,
} from '../state/typing-people.ts';

/** Somebody who is writing. */
export interface TypingPerson extends PersonHere {
  what: Writing;
}

/** Who is writing at the moment: of whom nothing more is heard, that one stops after a while. */
export class TypingPeople {
  onChange: () => void = () => {};
  private typing: TypingState = new Map();
  private timer: ReturnType<typeof setTimeout> | undefined;

  hear(message: ServerMessage): void {
    this.become(withTyping(this.typing, message, Date.now()));
  }

  clear(): void {
    this.typing = new Map();
    clearTimeout(this.timer);
  }

  others(state: ChatState, me: string): TypingPerson[] {
    return [...this.typing]
      .filter(([id]) => id !== me)
      .map(([id, { what }]) => ({ ...personOf(state, id), what }));
  }

  private become(next: TypingState): void {
    if (next === this.typing) return;
    this.typing = next;
    clearTimeout(this.timer);
    const first = Math.min(...[...next.values()].map(({ until }) => until));
    if (next.size > 0) {
      this.timer = setTimeout(
        () => this.become(withoutExpired(this.typing, Date.now())),
        Math.max(0, first - Date.now()) + 1,
      );
    }
    this.onChange();
  }
}
