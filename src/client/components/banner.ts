import type { ImageService } from '../../protocol/server-message.ts';
import { nextTry } from '../state/service-words.ts';
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
/** How often the time until the next try is told anew, in milliseconds. */
const tick = 5_000;

/** One sentence under the header: the connection, why no images can be made, or that they are simulated. */
export function banner({ chat }: Stores) {
  return defineComponent({
    late: false,
    /** Whether the last try to connect failed: the next one is no good news yet. */
    failed: false,
    offline: !navigator.onLine,
    /** Whether the provider's pause has lasted for long enough to be told. */
    paused: false,
    now: Date.now(),

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
      let pause: ReturnType<typeof setTimeout> | undefined;
      let clock: ReturnType<typeof setInterval> | undefined;
      this.$watch('status', (status: ImageService['status'] | null) => {
        clearTimeout(pause);
        clearInterval(clock);
        this.paused = false;
        if (status === 'throttled') pause = setTimeout(() => (this.paused = true), patience);
        if (status !== null) clock = setInterval(() => (this.now = Date.now()), tick);
      });
      this.$watch('until', () => (this.now = Date.now()));
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
    get status(): ImageService['status'] | null {
      return chat.service?.status ?? null;
    },
    get until(): number | null {
      return chat.service?.until ?? null;
    },
    /** Why no images can be made, where the connection is not the more urgent thing to say. */
    get outage(): string {
      if (this.trouble || (this.status === 'throttled' && !this.paused)) return '';
      return chat.service?.message ?? '';
    },
    /** Apart from the sentence: a screen reader is not to hear of every step. */
    get nextTry(): string {
      return this.outage === '' ? '' : nextTry(this.until, this.now);
    },
    get text(): string {
      if (chat.closed) return reasons[chat.closed];
      if (this.offline) return 'You are offline. What you write is kept.';
      if (this.trouble) return 'Reconnecting. What you write is kept.';
      if (this.outage !== '') return this.outage;
      return chat.simulated ? 'Pictures here are simulated, no model is asked.' : '';
    },
    /** What it is about: that it is cut off, that it is over here, or something merely so. */
    get sign(): 'offline' | 'alert' | 'info' {
      if (chat.closed || this.outage !== '') return 'alert';
      return this.trouble ? 'offline' : 'info';
    },
    get action(): string {
      if (chat.closed === 'outdated') return 'Reload';
      if (chat.closed === 'signed_out') return 'Come in';
      return chat.closed ? 'To my rooms' : '';
    },
    /** Its place is kept free only where it always has something to say, so that nothing moves. */
    get reserved(): 'true' | 'false' {
      const forGood = chat.service !== null && chat.service.until === null;
      return chat.simulated || forGood ? 'true' : 'false';
    },
    act(): void {
      // Without a session the page of a room asks for a name, and leads back into it.
      if (chat.closed === 'outdated' || chat.closed === 'signed_out') location.reload();
      else location.assign('/');
    },
  });
}
