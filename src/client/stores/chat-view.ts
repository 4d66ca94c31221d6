import type { Model } from '../../protocol/model.ts';
import type { ImageService, ServerMessage } from '../../protocol/server-message.ts';
import type { ClosedReason, SocketStatus } from '../socket/chat-socket.ts';
import { isFinished } from '../state/apply-server-message.ts';
import { viewed, type ChatState } from '../state/chat-state.ts';
import type { ConversationItem } from '../state/conversation-item.ts';
import { ConversationItems } from '../state/conversation-items.ts';
import { defaultSize } from '../state/draft-size.ts';
import { Gallery } from '../state/gallery.ts';
import type { ImageDetails } from '../state/image-details.ts';
import { lastTalk } from '../state/last-talk.ts';
import { memo } from '../state/memo.ts';
import { knownLists, noLists } from '../state/named-lists.ts';
import { peopleHere, type PersonHere } from '../state/people-here.ts';
import {
  openedMark,
  returnedMark,
  seenMark,
  unreadCount,
  type ReadMark,
} from '../state/read-mark.ts';
import type { Suggestion } from '../state/suggestion.ts';
import { shownEntries, type ShownEntry } from '../state/room-entries.ts';
import { plain } from './drawing.ts';
import type { TypingPerson } from './typing-people.ts';

/** What the page shows of a chat of which nothing is known yet. */
export function nothingShown() {
  return {
    phase: 'connecting' as SocketStatus['phase'],
    closed: null as ClosedReason | null,
    /** Whether the conversation is here. */
    loaded: false,
    /** What is looked at of the conversation. Plain objects: replaced, never changed. */
    items: plain<ConversationItem[]>([]),
    /** The last entry of the conversation, also while another stretch is looked at. */
    latest: null as ConversationItem | null,
    /** Finished images, the newest first. */
    gallery: plain<ImageDetails[]>([]),
    /** Rows of all images that are here, and how far those are that are being made. */
    images: plain<ChatState['images']>(new Map()),
    /** What the room keeps for its prompts. */
    entries: plain<ChatState['entries']>(new Map()),
    /** The lists among it, by name. */
    lists: noLists,
    /** The entries as the panel "Room" shows them, with what I asked for. */
    roomEntries: plain<ShownEntry[]>([]),
    /** The latest changes of them, the newest first; `null` while they are not here. */
    entryHistory: null as ChatState['entryHistory'],
    progress: plain<ChatState['progress']>(new Map()),
    /** The last stretch of talk: ids of messages, oldest first. */
    talk: plain<readonly string[]>([]),
    here: [] as PersonHere[],
    /** Others who are writing. */
    typingPeople: [] as TypingPerson[],
    ownerId: null as string | null,
    hasOlder: false,
    /** Whether what is looked at ends before the conversation does. */
    hasNewer: false,
    loadingOlder: false,
    /** Why no images can be made at the moment; `null` while they can. */
    service: null as ImageService | null,
    /** Words that I asked for. */
    suggestion: null as Suggestion | null,
    /** Images that are being made. */
    running: 0,
    /** Those among them that I asked for. */
    runningMine: 0,
    /** Messages of others that I have not seen. */
    unreadCount: 0,
    /** The message that was jumped to a moment ago. */
    target: null as string | null,
  };
}

export interface ViewContext {
  me: string;
  my_name: string;
  models: readonly Model[];
  /** Absolute address of the chat. */
  address: string;
}

/** Puts the state of one open chat into what the page shows, and knows what I have seen of it. */
export class ChatView {
  private readonly conversation = new ConversationItems();
  private readonly gallery = new Gallery();
  private readonly roomEntries = memo(shownEntries);
  private readonly talk = memo(lastTalk);
  private mark: ReadMark = { seen: null, unseen: null };
  private readRev: number | null = null;
  /** The images that are shown as being made. */
  private developing: string[] = [];
  private here: { of: readonly unknown[]; people: PersonHere[] } = { of: [], people: [] };

  /** Whether I never had the chat open before, on any device. */
  get isFirstVisit(): boolean {
    return this.readRev === null;
  }

  /** Hears what was seen on other devices. @param before the state before it was said */
  hear(message: ServerMessage, before: ChatState): void {
    if (message.type === 'welcome') {
      this.readRev = message.read_rev;
      if (before.rev !== null && message.read_rev !== null) {
        this.mark = seenMark(this.mark, message.read_rev, true);
      }
    } else if (message.type === 'snapshot' && before.rev === null) {
      this.mark = openedMark(this.readRev, message.rev);
    } else if (message.type === 'read') {
      this.mark = seenMark(this.mark, message.rev, true);
    }
  }

  /**
   * I look at the end of the conversation.
   *
   * @returns the revision up to which I have seen everything now; `null` where that is nothing new
   */
  seen({ rev, live, past }: ChatState): number | null {
    const last = live.messages.last;
    if (rev === null || past || !last || last.seq <= (this.mark.seen ?? -1)) return null;
    this.mark = seenMark(this.mark, rev, false);
    return rev;
  }

  /** I look again, after a while in which I did not. */
  returned({ rev }: ChatState): void {
    if (rev !== null) this.mark = returnedMark(this.mark, rev);
  }

  /** Whether an image that is shown as being made has failed or was canceled since. */
  folds(state: ChatState): boolean {
    return this.developing.some((id) => {
      const status = state.images.get(id)?.status;
      return status === 'failed' || status === 'canceled';
    });
  }

  shown(state: ChatState, context: ViewContext) {
    const items = this.conversation.of(state, {
      ...context,
      now: Date.now(),
      unseen: this.mark.unseen,
      fallback_size: defaultSize(context.models.find(({ is_default }) => is_default)),
    });
    const running = [...state.images.values()].filter(({ status }) => !isFinished(status));
    this.developing = running.map(({ id }) => id);
    const asked = state.pending.filter(({ settings, refusal }) => settings && refusal === null);
    const asking = asked.reduce((sum, { settings }) => sum + (settings?.count ?? 0), 0);
    const mine = running.filter(({ requested_by }) => requested_by === context.me);
    return {
      items: plain(items),
      loaded: state.rev !== null,
      gallery: plain(this.gallery.of(state, context.models)),
      images: plain(state.images),
      entries: plain(state.entries),
      lists: plain(knownLists(state.entries)),
      roomEntries: plain(this.roomEntries(state.entries, state.entryRequests)),
      entryHistory: state.entryHistory && plain(state.entryHistory),
      progress: plain(state.progress),
      talk: plain(this.talk(state.live.messages, state.images)),
      here: this.peopleHere(state, context.me),
      ownerId: state.chat?.owner_id ?? null,
      hasOlder: viewed(state).has_older,
      hasNewer: state.past !== null,
      service: state.service,
      suggestion: state.suggestion,
      running: running.length + asking,
      runningMine: mine.length + asking,
      unreadCount: unreadCount(state, this.mark, context.me),
    };
  }

  private peopleHere(state: ChatState, me: string): PersonHere[] {
    const [here, members] = this.here.of;
    if (here !== state.here || members !== state.members) {
      this.here = { of: [state.here, state.members], people: peopleHere(state, me) };
    }
    return this.here.people;
  }
}
