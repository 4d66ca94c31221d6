import { lastSeenInWords } from '../state/last-seen.ts';
import { copyInvite } from '../stores/actions.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';

/** Somebody in the list of people. */
interface PersonRow {
  id: string;
  name: string;
  initial: string;
  avatar: string;
  here: boolean;
  /** "you", "owner", or both. */
  mark: string;
  /** "here now", or when they were here last. */
  seen: string;
}

/** While the list is open, "5 min ago" grows old. */
const refreshEvery = 30_000;

/** The button that says how many are here, and the list of everybody below it. */
export function peopleList(stores: Stores) {
  const { chat, chats } = stores;
  let timer: ReturnType<typeof setInterval> | undefined;
  return defineComponent({
    open: false,
    now: Date.now(),

    init() {
      this.$watch('chatId', () => this.hide());
    },
    get chatId(): string | null {
      return chat.id;
    },
    get people(): PersonRow[] {
      if (!this.open) return [];
      const { now } = this;
      return chat.people().map(({ id, name, initial, avatar, here, last_seen_at }) => ({
        id,
        name,
        initial,
        avatar,
        here,
        mark: [id === chats.me.id ? 'you' : '', id === chat.ownerId ? 'owner' : '']
          .filter((word) => word !== '')
          .join(', '),
        seen: here ? 'here now' : lastSeenInWords(last_seen_at, now),
      }));
    },

    /** Under the button where there is room; on a phone the styles put it at the lower edge. */
    place(): void {
      const { left = 0, bottom = 0 } = this.$refs['button']?.getBoundingClientRect() ?? {};
      this.$refs['list']?.style.setProperty('--left', `${Math.round(left)}px`);
      this.$refs['list']?.style.setProperty('--top', `${Math.round(bottom)}px`);
    },
    hide(): void {
      if (this.open) this.$refs['list']?.hidePopover();
    },
    toggled(event: ToggleEvent): void {
      this.open = event.newState === 'open';
      this.now = Date.now();
      clearInterval(timer);
      if (!this.open) return;
      timer = setInterval(() => (this.now = Date.now()), refreshEvery);
      this.$refs['rows']?.focus();
    },
    invite(): void {
      this.hide();
      void copyInvite(stores);
    },
  });
}
