import { nanoid } from 'nanoid';
import type { EntryChange, EntryFields, EntryKind } from '../../protocol/entries.ts';
import type { ImageSettings } from '../../protocol/image-request.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { applyServerMessage } from '../state/apply-server-message.ts';
import {
  emptyChatState,
  type ChatState,
  type EntryRequest,
  type PendingRequest,
} from '../state/chat-state.ts';
import type { DraftImage } from '../state/draft.ts';
import { withHistory } from '../state/history.ts';
import { addRequest, type ProposalAsk, type WriteRequest } from '../state/asked-requests.ts';
import { withoutRefused } from '../state/entry-requests.ts';
import { dropPending } from '../state/pending-requests.ts';
import type { Suggestion, SuggestionAsk } from '../state/suggestion.ts';
import type { Writing } from '../state/typing-people.ts';
import {
  ChatSocket,
  type ChatSocketOptions,
  type ClosedReason,
  type SocketStatus,
} from './chat-socket.ts';
import { HistoryQuestions } from './history-questions.ts';
import { ReadReport } from './read-report.ts';
import { SuggestionQuestion } from './suggestion-question.ts';

/** A request together with the time at which it was made, in milliseconds since 1970. */
export interface KeptRequest {
  request: WriteRequest;
  created_at: number;
}

/** Keeps what was not answered beyond this page. */
export interface RequestKeeper {
  /** What earlier pages asked for and saw no answer to, oldest first. */
  read(): readonly KeptRequest[];
  keep(kept: KeptRequest): void;
  forget(clientId: string): void;
}

export interface ChatSessionOptions {
  me: string;
  connect: ChatSocketOptions['connect'];
  diagnose: NonNullable<ChatSocketOptions['diagnose']>;
  keeper: RequestKeeper;
  /** The message that is being read, where that is not the end of the conversation. */
  reading: () => string | null;
  onChange: (state: ChatState, messages: readonly ServerMessage[]) => void;
  onStatus: (status: SocketStatus) => void;
}

/** One chat while it is open: what is known of it and what can be asked of it. */
export class ChatSession {
  private readonly options: ChatSessionOptions;
  private readonly socket: ChatSocket;
  private readonly history: HistoryQuestions;
  private readonly readReport: ReadReport;
  private readonly suggestion: SuggestionQuestion;
  private state: ChatState = emptyChatState();
  private modelsTag: string | null = null;
  private left = false;
  private entryQuestion: string | null = null;

  constructor(options: ChatSessionOptions) {
    this.options = options;
    this.socket = new ChatSocket({
      connect: options.connect,
      diagnose: options.diagnose,
      lastRev: () => this.state.rev,
      modelsTag: () => this.modelsTag,
      onStatus: (status) => this.changedStatus(status),
      onMessages: (messages) => this.take(messages),
    });
    this.history = new HistoryQuestions(this.socket);
    this.readReport = new ReadReport((rev) => this.socket.say({ type: 'read', rev }));
    this.suggestion = new SuggestionQuestion(this.socket, (change) =>
      this.setSuggestion(change(this.state.suggestion)),
    );
  }

  /** Connects and asks again for what was not answered. */
  start(): void {
    for (const { request, created_at } of this.options.keeper.read()) {
      this.state = addRequest(this.state, request, created_at);
      this.socket.send(request);
    }
    this.socket.start();
    this.changed([]);
  }

  /** @param uploads pictures that go with it, as they are shown until the server has them */
  sendMessage(text: string, replyTo: string | null, uploads: readonly DraftImage[] = []): void {
    const ids = uploads.map(({ id }) => id);
    const client_id = nanoid();
    this.ask({ type: 'message_send', client_id, text, reply_to: replyTo, uploads: ids }, uploads);
  }

  requestImage(settings: ImageSettings): void {
    this.ask({ type: 'image_request', client_id: nanoid(), ...settings });
  }

  cancelImage(imageId: string): void {
    this.ask({ type: 'image_cancel', client_id: nanoid(), image_id: imageId });
  }

  editMessage(messageId: string, text: string): void {
    this.ask({ type: 'message_edit', client_id: nanoid(), message_id: messageId, text });
  }

  deleteMessage(messageId: string): void {
    this.ask({ type: 'message_delete', client_id: nanoid(), message_id: messageId });
  }

  react(messageId: string, reaction: Reaction, on: boolean): void {
    const client_id = nanoid();
    this.ask({ type: 'reaction_set', client_id, message_id: messageId, reaction, on });
  }

  /** Asks for words, instead of whatever was asked for before. Nobody else sees them. */
  suggest(of: SuggestionAsk): void {
    this.suggestion.ask(of);
  }

  /** Puts a suggestion away, or one back that was there. */
  setSuggestion(suggestion: Suggestion | null): void {
    if (suggestion === this.state.suggestion) return;
    this.state = { ...this.state, suggestion };
    this.changed([]);
  }

  addEntry(kind: EntryKind, fields: EntryFields): void {
    this.ask({ type: 'entry_add', client_id: nanoid(), kind, ...fields });
  }

  changeEntry(entryId: string, change: EntryChange): void {
    this.ask({ type: 'entry_change', client_id: nanoid(), entry_id: entryId, ...change });
  }

  /** Gives up what was refused of the room's context. */
  dropRefusedEntries(isMeant: (request: EntryRequest) => boolean): void {
    this.state = withoutRefused(this.state, isMeant);
    this.changed([]);
  }

  /** Asks for the latest changes of the room's context, instead of what was asked before. */
  askEntryHistory(): void {
    if (this.entryQuestion !== null) this.socket.forget(this.entryQuestion);
    this.entryQuestion = nanoid();
    this.socket.send({ type: 'entry_history_request', client_id: this.entryQuestion });
  }

  /** Asks for a prompt that is drafted from messages, or changes one. */
  askOfProposal(asked: ProposalAsk): void {
    this.ask({ ...asked, client_id: nanoid() });
  }

  /** What I am writing; `null` for nothing any more. Not faster than `limits.typingEvery`. */
  typing(what: Writing | null): void {
    this.socket.say({ type: 'typing', what });
  }

  /** Everything up to this revision was seen. */
  noteRead(rev: number): void {
    this.readReport.note(rev);
  }

  /** What of the conversation is being fetched; `null` for nothing. */
  get fetching() {
    return this.history.open;
  }

  loadOlder(): void {
    this.history.older(this.state);
  }

  loadNewer(): void {
    this.history.newer(this.state);
  }

  /** Looks at the conversation around a message that is not here. */
  loadAround(messageId: string): void {
    this.history.around(messageId);
  }

  /** Leaves the stretch that is looked at for the end of the conversation, which is here. */
  toNewest(): void {
    if (!this.state.past) return;
    this.history.drop();
    this.state = { ...this.state, past: null };
    this.changed([]);
  }

  /** Tries a refused request once more, as a new one. */
  retry(clientId: string): void {
    const refused = this.drop(clientId);
    if (!refused) return;
    const { text, settings, sources, reply_to, uploads } = refused;
    if (settings) this.requestImage(settings);
    else if (sources.length > 0)
      this.askOfProposal({ type: 'proposal_request', message_ids: [...sources] });
    else this.sendMessage(text, reply_to, uploads);
  }

  /** Gives a refused request up. @returns what it was, to be edited */
  drop(clientId: string): PendingRequest | undefined {
    const dropped = this.state.pending.find((request) => request.client_id === clientId);
    this.state = dropPending(this.state, clientId);
    this.changed([]);
    return dropped;
  }

  wake(): void {
    this.socket.wake();
  }

  /** Nobody looks any more: what was asked for is still brought to its end, then this ends. */
  leave(): void {
    this.left = true;
    this.state = { ...this.state, suggestion: null };
    this.changed([]);
  }

  close(): void {
    this.readReport.close();
    this.socket.close();
  }

  private ask(request: WriteRequest, uploads: readonly DraftImage[] = []): void {
    const created_at = Date.now();
    this.options.keeper.keep({ request, created_at });
    this.state = addRequest(this.state, request, created_at, uploads);
    this.socket.send(request);
    this.changed([]);
  }

  private take(messages: readonly ServerMessage[]): void {
    for (const message of messages) this.apply(message);
    this.changed(messages);
  }

  private apply(message: ServerMessage): void {
    const before = this.state;
    if (message.type === 'history') {
      const ask = this.history.answered(message.client_id);
      if (ask) this.state = withHistory(before, message, ask);
      return;
    }
    this.state = applyServerMessage(before, message, this.options.me);
    if (message.type === 'ack' || message.type === 'refused') this.answered(message);
    else if (message.type === 'welcome') this.readReport.resume(message.read_rev);
    else if (message.type === 'snapshot') this.replaced(before);
    const isOfModels = message.type === 'welcome' || message.type === 'models';
    if (isOfModels && message.models) this.modelsTag = message.models_tag;
  }

  private answered(message: Extract<ServerMessage, { type: 'ack' | 'refused' }>): void {
    const { client_id } = message;
    if (client_id === null) return;
    // Nobody would see why it was refused: it is asked for again when somebody looks.
    if (message.type === 'ack' || !this.left) this.options.keeper.forget(client_id);
    const ask = message.type === 'refused' ? this.history.answered(client_id) : null;
    // What was looked at cannot be had any more: the end of the conversation is always there.
    if (ask === 'around') this.state = { ...this.state, past: null };
  }

  /**
   * After too long a break the rows were replaced by the newest. Whoever reads further back goes on
   * there: what was there stays in sight until it was fetched anew.
   */
  private replaced(before: ChatState): void {
    this.history.drop();
    const reading = before.rev === null ? null : this.options.reading();
    if (reading === null || this.state.live.messages.has(reading)) return;
    this.state = { ...this.state, past: before.past ?? before.live };
    this.loadAround(reading);
  }

  private changed(messages: readonly ServerMessage[]): void {
    if (!this.left) this.options.onChange(this.state, messages);
    else if (this.socket.idle) this.close();
  }

  private changedStatus(status: SocketStatus): void {
    if (status.phase !== 'open') this.suggestion.lost();
    if (!this.left) this.options.onStatus(status);
    else if (status.phase === 'closed' && status.reason !== 'outdated') this.giveUp(status.reason);
  }

  /** The chat that was left is not there for me any more, so nothing can be brought to it. */
  private giveUp(reason: ClosedReason): void {
    if (reason === 'signed_out') return;
    for (const { request } of this.options.keeper.read()) {
      this.options.keeper.forget(request.client_id);
    }
  }
}

type Reaction = Extract<WriteRequest, { type: 'reaction_set' }>['reaction'];
