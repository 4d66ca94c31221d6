import { itemOfKey, toggleReaction } from '../stores/message-deeds.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { showBeside, walkButtons } from './message-popover.ts';

/** The few reactions to choose from, beside a message. */
export function reactionPicker(stores: Stores) {
  const { message } = stores;
  return defineComponent({
    init() {
      this.$watch('opened', () => void this.$nextTick(() => this.show()));
    },
    get opened(): string | null {
      return message.reacting?.key ?? null;
    },
    show(): void {
      showBeside(this.$root, message.reacting?.anchor ?? null);
    },
    toggled(event: ToggleEvent): void {
      if (event.newState === 'closed') message.reacting = null;
    },
    onKey(event: KeyboardEvent): void {
      walkButtons(this.$root, event);
      if (event.key !== 'Escape') return;
      event.preventDefault();
      this.$root.hidePopover();
    },
    isMine(reaction: string): 'true' | 'false' {
      const given = itemOfKey(stores, this.opened)?.reactions;
      return given?.some((one) => one.reaction === reaction && one.mine) ? 'true' : 'false';
    },
    choose(reaction: string): void {
      const item = itemOfKey(stores, this.opened);
      this.$root.hidePopover();
      if (item) toggleReaction(stores, item, reaction);
    },
  });
}
