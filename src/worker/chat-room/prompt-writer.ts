import { proposalTask } from '../../domain/language/proposal-task.ts';
import { limits } from '../../protocol/limits.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { log } from '../log.ts';
import type { CommitQueue } from './commit.ts';
import { plainDraft, talkOf } from './draft-proposal.ts';
import type { Entries } from './entries.ts';
import type { ProposalMessage, Proposals } from './proposals.ts';
import { writeChanged } from './remove-message.ts';
import type { RoomLanguage } from './room-language.ts';
import type { RoomStore } from './room-store.ts';

type WriterParts = {
  store: RoomStore;
  entries: Entries;
  proposals: Proposals;
  language: RoomLanguage;
  commits: CommitQueue;
  /** Whether the chat was deleted: then nothing more is kept. */
  isDeleted: () => boolean;
  tell: (message: ServerMessage) => void;
  waitUntil: (work: Promise<unknown>) => void;
};

/** A draft that is being written: `text` are its words so far. */
type Writing = { round: number; text: string; stop: AbortController };

/** After the longest that an answer may take: when the alarm looks whether anything was left. */
const graceMs = 5_000;

/**
 * Has language models write the prompts that are drafted. It follows the rows: one that is at
 * `writing` is written, and what anybody makes of it meanwhile ends that. Nothing of the room waits
 * for it.
 */
export class PromptWriter {
  #parts: WriterParts;
  #writing = new Map<string, Writing>();
  /** What this process found at `writing`, and nobody writes any more. */
  #left: string[];

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#left = parts.proposals.writing();
  }

  /** Hears of a message that was written or changed. */
  heard({ id, proposal, deleted_at }: MessageRow): void {
    const writing = this.#writing.get(id);
    const round = deleted_at === null && proposal?.status === 'writing' ? proposal.round : null;
    if (writing?.round === round) return;
    writing?.stop.abort();
    this.#writing.delete(id);
    if (round !== null) this.#begin(id, round);
  }

  /** The words so far of what is being written. */
  progressNow(): ServerMessage[] {
    return [...this.#writing].flatMap(([id, writing]) =>
      writing.text === '' ? [] : [progressOf(id, writing)],
    );
  }

  /** When the alarm is to look whether something was left unwritten; `null` where nothing can be. */
  dueAt(now: number): number | null {
    if (this.#left.length > 0) return now;
    return this.#writing.size > 0 ? now + this.#parts.language.longestMs + graceMs : null;
  }

  /** Whether there is something that an earlier process began to write. */
  get hasLeft(): boolean {
    return this.#left.length > 0;
  }

  /** Finishes what an earlier process left unwritten: from the words alone. Never throws. */
  async finishLeft(): Promise<void> {
    const left = this.#left;
    this.#left = [];
    for (const id of left) {
      // Begun anew meanwhile, and by this process.
      if (this.#writing.has(id)) continue;
      const round = this.#parts.proposals.get(id)?.proposal.round;
      if (round !== undefined) await this.#finish(id, round, null);
    }
  }

  #begin(id: string, round: number): void {
    const message = this.#parts.proposals.get(id);
    if (!message) return;
    const writing = { round, text: '', stop: new AbortController() };
    this.#writing.set(id, writing);
    this.#parts.waitUntil(this.#write(message, writing));
  }

  async #write(message: ProposalMessage, writing: Writing): Promise<void> {
    const text = await this.#ask(message, writing);
    if (this.#writing.get(message.id) === writing) {
      await this.#finish(message.id, writing.round, text);
    }
  }

  async #ask({ id, proposal }: ProposalMessage, writing: Writing): Promise<string | null> {
    const { store, entries, language, tell } = this.#parts;
    const longest = AbortSignal.timeout(language.longestMs);
    const task = proposalTask({
      messages: talkOf(proposal.sources, store),
      entries: entries.all(),
      limit: limits.promptLength,
    });
    try {
      return await language.ask('write', task, {
        signal: AbortSignal.any([writing.stop.signal, longest]),
        onText: (text) => {
          writing.text = text;
          tell(progressOf(id, writing));
        },
      });
    } catch (error) {
      log({ event: 'bug', where: 'prompt writer', error });
      return null;
    }
  }

  /** @param text `null` where no model wrote any */
  async #finish(id: string, round: number, text: string | null): Promise<void> {
    const { store, proposals, commits, isDeleted } = this.#parts;
    if (isDeleted()) return;
    try {
      await commits.run((commit) => {
        const message = proposals.get(id);
        if (!message) return;
        const { proposal } = message;
        // Somebody made something else of it meanwhile.
        if (proposal.status !== 'writing' || proposal.round !== round) return;
        const drafted =
          text === null
            ? plainDraft(proposal.sources, round, 'failed', store)
            : { text, proposal: { ...proposal, status: 'ready' as const } };
        const context = { store, proposals, commit, now: Date.now() };
        writeChanged({ ...message, ...drafted }, context);
      });
    } catch (error) {
      log({ event: 'bug', where: 'prompt writer', error });
    }
  }
}

function progressOf(message_id: string, { round, text }: Writing): ServerMessage {
  return { type: 'proposal_progress', message_id, round, text };
}
