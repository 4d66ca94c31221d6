import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

const reasons = {
  signed_out: 'You are signed out.',
  not_allowed: 'You are no longer in this room.',
  gone: 'This room is gone.',
  outdated: 'Darkroom was updated. Reload to go on, what you wrote is kept.',
} as const;

/** A break this short is not worth a word. */
const patience = 1_500;

/** One sentence under the header: the connection, or that images are simulated. */
export function banner({ chat }: Stores) {
  return defineComponent({
    late: false,

    init() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      this.$watch('broken', (broken: boolean) => {
        clearTimeout(timer);
        this.late = false;
        if (broken) timer = setTimeout(() => (this.late = true), patience);
      });
    },

    get broken(): boolean {
      return (
        chat.id !== null &&
        (chat.phase === 'waiting' || (chat.loaded && chat.phase === 'connecting'))
      );
    },
    get trouble(): boolean {
      return chat.closed !== null || (this.broken && this.late);
    },
    get text(): string {
      if (chat.closed) return reasons[chat.closed];
      if (this.trouble) return 'Reconnecting. What you write is kept.';
      return chat.simulated ? 'Pictures here are simulated, no model is asked.' : '';
    },
    get action(): string {
      if (chat.closed === 'outdated') return 'Reload';
      return chat.closed ? 'To my rooms' : '';
    },
    /** Its place is kept free only where it always has something to say, so that nothing moves. */
    get reserved(): 'true' | 'false' {
      return chat.simulated ? 'true' : 'false';
    },
    act(): void {
      if (chat.closed === 'outdated') location.reload();
      else location.assign('/');
    },
  });
}
