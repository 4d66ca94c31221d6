import type { Model } from '../../protocol/model.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import { viewed, type ChatState, type MessageChange } from './chat-state.ts';
import type { ConversationItem } from './conversation-item.ts';
import { ImageSets, type Made } from './image-sets.ts';
import { itemOfPending, itemOfRow, type ItemContext } from './item-of-message.ts';
import { firstMadeWith, partsOf, pendingParts, sameParts } from './item-parts.ts';
import { memo } from './memo.ts';
import { Names } from './names.ts';
import { dayOf, placeEntries, placeOf, standingOf, type Standing } from './place-entries.ts';

export interface ConversationContext {
  me: string;
  my_name: string;
  models: readonly Model[];
  /** Milliseconds since 1970. */
  now: number;
  /** What is new: messages of others after a revision and up to another; `null` for nothing. */
  unseen: { after: number; upTo: number } | null;
  /** Pixels of an image whose size the room decides. */
  fallback_size: { width: number; height: number };
  /** Absolute address of the chat. */
  address: string;
}

const none: readonly MessageChange[] = [];

/**
 * The conversation as entries, oldest first, with what I asked for a moment ago at its end. It keeps
 * what it made, and looks only at what changed: with ten thousand entries a new one costs no more
 * than with ten.
 */
export class ConversationItems {
  private readonly names = new Names();
  private madeWith: readonly unknown[] = [];
  private made: readonly Made[] = [];
  private readonly sets = new ImageSets();
  private readonly firstMade = memo(firstMadeWith);
  private entries: readonly Made[] = [];
  private rows: readonly MessageRow[] = [];
  private last: ConversationItem[] = [];
  /** How many of those at the end are not rows yet. */
  private lastPending = 0;

  /** @returns the same array where nothing changed */
  of(state: ChatState, context: ConversationContext): ConversationItem[] {
    const owner = state.chat?.owner_id ?? null;
    const names = this.names.follow(state.members, context.me, context.my_name);
    const today = dayOf(context.now);
    const madeWith = [names, context.me, context.models, owner, context.address, today];
    if (madeWith.some((value, index) => value !== this.madeWith[index])) {
      this.made = [];
      this.rows = [];
    }
    this.madeWith = madeWith;
    const itemContext: ItemContext = {
      me: context.me,
      models: context.models,
      nameOf: this.names.of,
      owner,
      address: context.address,
      fallbackSize: context.fallback_size,
    };
    const made = this.make(state, itemContext);
    this.made = made;
    const entries = this.sets.together(made, itemContext);
    const others = entries !== this.entries;
    this.entries = entries;
    const moved = placeEntries(entries, this.unseenFrom(state, context), context.now);
    const changed = moved || others;
    const pending = this.pending(state, context, itemContext);
    const before = this.last.slice(this.last.length - this.lastPending);
    const same =
      pending.length === before.length && pending.every((item, index) => item === before[index]);
    if (changed || !same) {
      this.last = [...entries.map(({ placed }) => placed), ...pending];
      this.lastPending = pending.length;
    }
    return this.last;
  }

  /** The entries of the rows: those that were made before, where what they are made of is the same. */
  private make(state: ChatState, context: ItemContext): readonly Made[] {
    const changes = changesByMessage(state);
    const firstMade = this.firstMade(state.images);
    const deleted = state.changing.some(({ change }) => change.kind === 'delete');
    const all = viewed(state).messages.ordered;
    const rows = deleted
      ? all.filter(({ id }) => !changes.get(id)?.some(({ kind }) => kind === 'delete'))
      : all;
    const made = rows === this.rows ? [...this.made] : this.kept(rows);
    let changed = rows !== this.rows;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index];
      const known = made[index];
      if (!row) continue;
      const own = changes.size === 0 ? none : (changes.get(row.id) ?? none);
      if (known && own === none && known.plain) continue;
      const parts = partsOf(row, own, state, firstMade);
      if (known && sameParts(known.parts, parts)) continue;
      const alone = itemOfRow(parts, context);
      const standing = standingOf(row.author_id, row.created_at);
      const needs = row.image_id !== null || row.reply_to !== null || row.proposal !== null;
      const plain = own === none && !needs;
      made[index] = { parts, plain, alone, standing, placed: alone, after: null, unseen: false };
      changed = true;
    }
    this.rows = rows;
    return changed ? (made as readonly Made[]) : this.made;
  }

  /** What was made of the same rows; nothing where there are others. */
  private kept(rows: readonly MessageRow[]): (Made | undefined)[] {
    const before = this.rows;
    const most = Math.min(before.length, rows.length);
    let head = 0;
    while (head < most && before[head] === rows[head]) head += 1;
    let tail = 0;
    const [lastBefore, lastNow] = [before.length - 1, rows.length - 1];
    while (tail < most - head && before[lastBefore - tail] === rows[lastNow - tail]) tail += 1;
    const between = Array.from<undefined>({ length: rows.length - head - tail });
    const end = this.made.length - tail;
    return [...this.made.slice(0, head), ...between, ...this.made.slice(end)];
  }

  private pending(
    state: ChatState,
    context: ConversationContext,
    itemContext: ItemContext,
  ): ConversationItem[] {
    // What I say now stands at the end, which is not in sight from further back.
    if (state.past) return [];
    let last: Standing | undefined = this.made.at(-1)?.standing;
    return state.pending.map((request) => {
      const item = itemOfPending(request, pendingParts(request, state), itemContext);
      const standing = standingOf(context.me, request.created_at);
      Object.assign(item, placeOf(standing, last, false, context.now));
      last = standing;
      const before = this.last.findLast(({ key }) => key === item.key);
      return before && JSON.stringify(before) === JSON.stringify(item) ? before : item;
    });
  }

  /** The first entry that is new, if what comes before it is here: otherwise nobody knows. */
  private unseenFrom(state: ChatState, { unseen, me }: ConversationContext): MessageRow | null {
    const { rows } = this;
    const last = rows.at(-1);
    if (!unseen || !last || last.seq <= unseen.after) return null;
    const begin = rows.findIndex(({ seq }) => seq > unseen.after);
    if (begin === 0 && viewed(state).has_older) return null;
    const first = rows.slice(begin).find(({ author_id }) => author_id !== me);
    if (!first || first.seq > unseen.upTo) return null;
    // Of a set it is above the first.
    const entry = this.entries.findLast(({ parts }) => parts.row.seq <= first.seq);
    return entry?.parts.row ?? null;
  }
}

function changesByMessage({ changing }: ChatState): ReadonlyMap<string, readonly MessageChange[]> {
  const changes = new Map<string, MessageChange[]>();
  for (const { message_id, change } of changing) {
    changes.set(message_id, [...(changes.get(message_id) ?? []), change]);
  }
  return changes;
}
