import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

const reasons = {
  signed_out: 'You are signed out. Come in again to go on, what you wrote is kept.',
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
    /** Whether the last try to connect failed: the next one is no good news yet. */
    failed: false,
    offline: !navigator.onLine,

    init() {
      window.addEventListener('online', () => (this.offline = false));
      window.addEventListener('offline', () => (this.offline = true));
      this.$watch('phase', (phase: string) => {
        if (phase === 'waiting') this.failed = true;
        else if (phase === 'open') this.failed = false;
      });
      let timer: ReturnType<typeof setTimeout> | undefined;
      this.$watch('broken', (broken: boolean) => {
        clearTimeout(timer);
        this.late = false;
        if (broken) timer = setTimeout(() => (this.late = true), patience);
      });
    },

    get phase(): string {
      return chat.id === null ? 'none' : chat.phase;
    },
    get broken(): boolean {
      const { phase } = this;
      return phase === 'waiting' || (phase === 'connecting' && (chat.loaded || this.failed));
    },
    get trouble(): boolean {
      return chat.closed !== null || this.offline || (this.broken && this.late);
    },
    get text(): string {
      if (chat.closed) return reasons[chat.closed];
      if (this.offline) return 'You are offline. What you write is kept.';
      if (this.trouble) return 'Reconnecting. What you write is kept.';
      return chat.simulated ? 'Pictures here are simulated, no model is asked.' : '';
    },
    /** What it is about: that it is cut off, that it is over here, or something merely so. */
    get sign(): 'offline' | 'alert' | 'info' {
      if (chat.closed) return 'alert';
      return this.trouble ? 'offline' : 'info';
    },
    get action(): string {
      if (chat.closed === 'outdated') return 'Reload';
      if (chat.closed === 'signed_out') return 'Come in';
      return chat.closed ? 'To my rooms' : '';
    },
    /** Its place is kept free only where it always has something to say, so that nothing moves. */
    get reserved(): 'true' | 'false' {
      return chat.simulated ? 'true' : 'false';
    },
    act(): void {
      // Without a session the page of a room asks for a name, and leads back into it.
      if (chat.closed === 'outdated' || chat.closed === 'signed_out') location.reload();
      else location.assign('/');
    },
  });
}
