import type { EntryChange, EntryFields, EntryKind } from '../../protocol/entries.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import { quickReactions, star } from '../../protocol/rows.ts';
import type { ChatSession } from '../socket/chat-session.ts';
import type { EntryRequest, PendingRequest } from '../state/chat-state.ts';
import type { DraftImage } from '../state/draft.ts';
import type { Suggestion, SuggestionAsk } from '../state/suggestion.ts';
import type { Writing } from '../state/typing-people.ts';

/** What can be asked of the open chat. Everything is shown at once, and kept until it is answered. */
export function chatDeeds(open: () => ChatSession | null) {
  return {
    /**
     * @param replyTo the message that it answers
     * @param uploads pictures that go with it
     */
    sendMessage(
      text: string,
      replyTo: string | null = null,
      uploads: readonly DraftImage[] = [],
    ): void {
      open()?.sendMessage(text, replyTo, uploads);
    },
    editMessage(messageId: string, text: string): void {
      open()?.editMessage(messageId, text);
    },
    deleteMessage(messageId: string): void {
      open()?.deleteMessage(messageId);
    },
    /** @param on whether to react so, or to take it back */
    react(messageId: string, reaction: string, on: boolean): void {
      const known = ([...quickReactions, star] as const).find((one) => one === reaction);
      if (known) open()?.react(messageId, known, on);
    },
    /** What is being written; `null` once nothing is. Not faster than `limits.typingEvery`. */
    typing(what: Writing | null): void {
      open()?.typing(what);
    },
    requestImage(settings: ImageSettings): void {
      open()?.requestImage(settings);
    },
    /** Several requests, which are shown and sent in this order. */
    requestImages(requests: readonly ImageSettings[]): void {
      for (const settings of requests) open()?.requestImage(settings);
    },
    /** Puts something into the room's context. */
    addEntry(kind: EntryKind, fields: EntryFields): void {
      open()?.addEntry(kind, fields);
    },
    /** Changes what is given of an entry; `deleted` takes it away, or brings it back. */
    changeEntry(entryId: string, change: EntryChange): void {
      open()?.changeEntry(entryId, change);
    },
    /** Gives up what was refused of the room's context. */
    dropRefusedEntries(isMeant: (request: EntryRequest) => boolean): void {
      open()?.dropRefusedEntries(isMeant);
    },
    /** Asks for the latest changes of the room's context. */
    askEntryHistory(): void {
      open()?.askEntryHistory();
    },
    /** Asks for a prompt that is drafted from messages. */
    requestProposal(messageIds: readonly string[]): void {
      open()?.askOfProposal({ type: 'proposal_request', message_ids: [...messageIds] });
    },
    /** Gives a drafted prompt other words. */
    editProposal(messageId: string, text: string): void {
      open()?.askOfProposal({ type: 'proposal_edit', message_id: messageId, text });
    },
    /** Takes a message out of a drafted prompt. */
    takeOutOfProposal(messageId: string, sourceId: string): void {
      const ids = { message_id: messageId, source_id: sourceId };
      open()?.askOfProposal({ type: 'proposal_take_out', ...ids });
    },
    cancelImage(imageId: string): void {
      open()?.cancelImage(imageId);
    },
    /** Asks for words, instead of whatever was asked for before. */
    suggest(of: SuggestionAsk): void {
      open()?.suggest(of);
    },
    /** Puts a suggestion away, or one back that was there. */
    setSuggestion(suggestion: Suggestion | null): void {
      open()?.setSuggestion(suggestion);
    },
    /** Tries what was refused once more. */
    retry(clientId: string): void {
      open()?.retry(clientId);
    },
    /** Gives up what was refused. @returns what it was, to be edited */
    drop(clientId: string): PendingRequest | undefined {
      return open()?.drop(clientId);
    },
    wake(): void {
      open()?.wake();
    },
  };
}
