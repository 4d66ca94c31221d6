import { parseMessageText, plainText } from '../../protocol/message-text.ts';
import type { ConversationItem } from '../state/conversation-item.ts';
import { isPlainClick, placeOf, visitChat, visitMessage } from '../stores/actions.ts';
import {
  deleteMessage,
  editMessage,
  itemOfKey,
  replyTo,
  toggleReaction,
} from '../stores/message-deeds.ts';
import { moveNamed, type MoveName } from '../state/next-moves.ts';
import { movesFor, runMove } from '../stores/image-moves.ts';
import type { Anchor } from '../stores/message-store.ts';
import type { Stores } from '../stores/stores.ts';
import { defineComponent } from './define-component.ts';
import { ImageBar } from './image-bar.ts';
import { moveOfKey } from './image-keys.ts';
import { longPress } from './long-press.ts';
import { MessageBar } from './message-bar.ts';
import { anchorOf, nextEntry, nextTile, openMenuKeys } from './message-focus.ts';

/**
 * Everything that is done on the messages by pointer, finger and key. It listens once for all of
 * them, so that an entry costs nothing but its own elements.
 */
export function messageLog(stores: Stores) {
  const { chat, message, ui } = stores;
  const press = longPress();
  let bar: MessageBar;
  let imageBar: ImageBar;
  let log: HTMLElement;

  const entryOf = ({ target }: Event): HTMLElement | null =>
    target instanceof Element ? target.closest<HTMLElement>('.entry') : null;
  const itemOf = (entry: HTMLElement | null): ConversationItem | undefined =>
    itemOfKey(stores, entry?.dataset['key'] ?? null);

  const figureOf = (target: EventTarget | null): HTMLElement | null => {
    const figure = target instanceof Element ? target.closest<HTMLElement>('.image') : null;
    return figure?.dataset['imageId'] ? figure : null;
  };
  /** In a room that is gone there is nothing left to do on a message. */
  const showBar = (target: EventTarget | null, entry: HTMLElement) => {
    if (chat.isLost()) {
      bar.leave();
      imageBar.leave();
      return;
    }
    bar.goTo(entry, itemOf(entry));
    imageBar.goTo(figureOf(target));
  };
  const reads: ReadonlySet<string | undefined> = new Set(['quote', 'copy-code']);

  return defineComponent({
    init() {
      const found = document.querySelector<HTMLElement>('.scroller');
      const [template, imageTemplate] = this.$root.querySelectorAll('template');
      if (!found || !template || !imageTemplate) return;
      log = found;
      bar = new MessageBar(template);
      imageBar = new ImageBar(imageTemplate, (id) => movesFor(stores, id));
      this.$watch('items', () => void this.$nextTick(() => imageBar.refresh()));
      const listen = log.addEventListener.bind(log) as (
        type: string,
        listener: (event: never) => void,
        options?: AddEventListenerOptions,
      ) => void;
      listen('pointerover', (event: PointerEvent) => this.onOver(event));
      listen('pointerleave', () => this.onLeave());
      listen('focusin', (event: FocusEvent) => this.onFocus(event));
      listen('click', (event: MouseEvent) => this.onClick(event));
      listen('keydown', (event: KeyboardEvent) => this.onKey(event));
      listen('pointerdown', (event: PointerEvent) => this.onDown(event));
      listen('pointermove', (event: PointerEvent) => press.move(event), { passive: true });
      listen('pointerup', () => press.end());
      listen('pointercancel', () => press.end());
      listen('contextmenu', (event: MouseEvent) => press.menu(event));
      listen('scroll', () => this.onScroll(), { passive: true });
    },

    get items(): readonly ConversationItem[] {
      return chat.items;
    },

    onOver(event: PointerEvent): void {
      const entry = entryOf(event);
      if (event.pointerType !== 'touch' && entry) showBar(event.target, entry);
    },
    onLeave(): void {
      const focused = document.activeElement?.closest<HTMLElement>('.entry:focus-within');
      if (focused) showBar(document.activeElement, focused);
      else imageBar.leave();
    },
    onFocus(event: FocusEvent): void {
      const entry = entryOf(event);
      const item = itemOf(entry);
      if (!entry || !item) return;
      showBar(event.target, entry);
      const words =
        item.set?.label ??
        item.images[0]?.alt ??
        item.proposal?.title ??
        plainText(parseMessageText(item.text));
      entry.setAttribute('aria-label', `${item.author}, ${item.time}: ${words}`);
    },
    onScroll(): void {
      message.menu = null;
      message.moves = null;
      message.reacting = null;
      press.end();
    },

    onClick(event: MouseEvent): void {
      if (!(event.target instanceof Element)) return;
      const link = event.target.closest<HTMLAnchorElement>('a.text-link');
      if (link) this.follow(event, link);
      const button = event.target.closest<HTMLElement>('[data-do], [data-move]');
      const entry = entryOf(event);
      const move = moveNamed(button?.dataset['move']);
      if (move) this.move(move, button, event.shiftKey);
      else if (button && entry) this.act(button, entry, event);
    },
    /** With Shift, varying goes far and a deletion is not asked about. */
    move(name: MoveName, target: EventTarget | null, shift: boolean): void {
      const id = figureOf(target)?.dataset['imageId'];
      const far = name === 'vary_little' && shift;
      if (id !== undefined) runMove(stores, id, far ? 'vary_lot' : name, shift);
    },
    /** Opens all that can be done with the image of an element, or of an entry. */
    openMoves(image: string, anchor: Anchor): void {
      message.moves = { image, anchor };
    },
    act(button: HTMLElement, entry: HTMLElement, event: MouseEvent): void {
      const item = itemOf(entry);
      if (!item) return;
      const opened = { key: item.key, anchor: anchorOf(button) };
      const { do: deed, value = '' } = button.dataset;
      if (chat.isLost() && !reads.has(deed)) return;
      if (deed === 'reply') replyTo(stores, item);
      else if (deed === 'react') message.reacting = opened;
      else if (deed === 'reaction') toggleReaction(stores, item, value);
      else if (deed === 'more') {
        const image = figureOf(button)?.dataset['imageId'] ?? item.images[0]?.id;
        if (image === undefined) message.menu = opened;
        else this.openMoves(image, opened.anchor);
      } else if (deed === 'quote') chat.jumpTo(value);
      else if (deed === 'delete') deleteMessage(stores, item, event.shiftKey);
      else if (deed === 'copy-code') this.copyCode(button);
    },
    copyCode(button: HTMLElement): void {
      const code = button.parentElement?.querySelector('code')?.textContent ?? '';
      void ui.copy(code, 'Code copied');
    },
    /** A message of a chat of mine is shown in place, everything else in a new tab. */
    follow(event: MouseEvent, link: HTMLAnchorElement): void {
      if (link.origin !== location.origin || !isPlainClick(event)) return;
      const { chatId, messageId } = placeOf(link.pathname);
      const known = stores.chats.list.find(({ id }) => id === chatId);
      if (!known) return;
      event.preventDefault();
      if (messageId === null) visitChat(stores, { id: known.id, name: known.name });
      else visitMessage(stores, { id: known.id, name: known.name }, messageId);
    },

    onDown(event: PointerEvent): void {
      const entry = entryOf(event);
      const item = itemOf(entry);
      const { target } = event;
      const own = target instanceof Element && target.closest('.frame-open, a, button, textarea');
      if (entry && item?.message_id && !own && !chat.isLost()) {
        const image = figureOf(target)?.dataset['imageId'] ?? item.images[0]?.id;
        press.start(event, () => {
          if (image === undefined) message.sheet = item.key;
          else ui.sheet = image;
        });
      }
    },

    onKey(event: KeyboardEvent): void {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement))
        return;
      if (target.closest('input, textarea, select, pre')) return;
      const entry = entryOf(event);
      const next = nextEntry(log, entry, event.key);
      if (next) {
        event.preventDefault();
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: 'nearest' });
      } else if (entry) this.onEntryKey(event, entry);
    },
    onEntryKey(event: KeyboardEvent, entry: HTMLElement): void {
      const item = itemOf(entry);
      if (!item || item.message_id === null || chat.isLost()) return;
      const key = event.key.toLowerCase();
      const figure = event.target === entry ? null : figureOf(event.target);
      if (figure && this.onImageKey(event, figure)) return;
      const image = item.images[0];
      const alone = item.set === null;
      const opened = { key: item.key, anchor: bar.placeAt(entry) ?? anchorOf(entry) };
      const opens = event.target === entry && openMenuKeys.has(event.key);
      if (key === 'r') replyTo(stores, item);
      else if (key === 'e' && item.can_edit) editMessage(item);
      else if (key === 's' && image && alone) runMove(stores, image.id, 'star');
      else if (key === '+' && !image) message.reacting = opened;
      else if (key === 'delete' && item.can_delete && alone) {
        deleteMessage(stores, item, event.shiftKey);
      } else if (opens && !image) message.menu = opened;
      else if (opens && alone) this.openMoves(image?.id ?? '', opened.anchor);
      else if (opens) entry.querySelector<HTMLElement>('.is-tile button')?.focus();
      else if (key === 'escape') document.querySelector<HTMLElement>('#composer-text')?.focus();
      else return;
      event.preventDefault();
    },
    /** @returns whether the key does something on a picture */
    onImageKey(event: KeyboardEvent, figure: HTMLElement): boolean {
      const tile = nextTile(figure, event.key);
      const name = moveOfKey(event);
      if (tile) tile.focus();
      else if (name) this.move(name, figure, event.shiftKey);
      else if (event.key === 'ContextMenu') {
        this.openMoves(figure.dataset['imageId'] ?? '', anchorOf(figure));
      } else return false;
      event.preventDefault();
      return true;
    },
  });
}
