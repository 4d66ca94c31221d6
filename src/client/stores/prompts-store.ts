import type { KeptPrompt } from '../../protocol/http.ts';
import type { PastPrompt, PromptsPage, PromptsQuery } from '../../protocol/past-prompts.ts';
import { sentenceOf } from './http-api.ts';
import { findPrompts, listKeptPrompts } from './prompts-api.ts';

/** Which prompts are shown: of the open room, mine of all rooms, or those that I keep. */
export type PromptScope = 'room' | 'mine' | 'kept';

/** A word being typed is waited for so long, in milliseconds. */
const typingPause = 200;

/** Looking for prompts that takes longer than this says so, in milliseconds. */
const patience = 300;

/** What was asked with, as far as it was looked at, and what I keep. Lives as long as the page. */
export function createPromptsStore() {
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    scope: 'room' as PromptScope,
    chatId: '',
    text: '',
    past: [] as PastPrompt[],
    next: null as string | null,
    /** Which prompts `past` are of; empty while nothing was found out. */
    answered: '',
    slow: false,
    failure: '',
    loadingMore: false,
    kept: [] as KeptPrompt[],
    hasKept: false,
    keptFailure: '',

    get query(): Partial<PromptsQuery> {
      const q = this.text.trim();
      return {
        ...(this.scope === 'room'
          ? { scope: 'room' as const, chat_id: this.chatId }
          : { scope: 'mine' as const }),
        ...(q !== '' && { q }),
      };
    },

    /** Looks soon, with what then stands there. */
    later(): void {
      this.stop();
      timer = setTimeout(() => void this.load(), typingPause);
    },

    /** Looks now. What was there before stays until the answer is here. */
    async load(): Promise<void> {
      this.stop();
      if (this.scope === 'kept') return this.loadKept();
      const { query } = this;
      const asked = JSON.stringify(query);
      const { signal } = running;
      const waiting = setTimeout(() => (this.slow = !signal.aborted), patience);
      try {
        const page = await findPrompts(query, signal);
        if (!signal.aborted) this.show(asked, page);
      } catch (error) {
        if (signal.aborted) return;
        this.show('', { prompts: [], next: null });
        this.failure = sentenceOf(error);
      } finally {
        clearTimeout(waiting);
        if (!signal.aborted) this.slow = false;
      }
    },

    show(asked: string, page: PromptsPage): void {
      this.answered = asked;
      this.past = page.prompts;
      this.next = page.next;
      this.failure = '';
    },

    /** Finds what comes after the last one. */
    async more(): Promise<void> {
      const { next } = this;
      if (next === null || this.loadingMore) return;
      const { signal } = running;
      this.loadingMore = true;
      try {
        const page = await findPrompts({ ...this.query, cursor: next }, signal);
        if (signal.aborted) return;
        this.past = [...this.past, ...page.prompts];
        this.next = page.next;
      } catch (error) {
        if (!signal.aborted) this.failure = sentenceOf(error);
      } finally {
        if (!signal.aborted) this.loadingMore = false;
      }
    },

    async loadKept(): Promise<void> {
      try {
        this.kept = await listKeptPrompts();
        this.hasKept = true;
        this.keptFailure = '';
      } catch (error) {
        this.keptFailure = sentenceOf(error);
      }
    },

    /** Puts one that was kept or changed among the others. */
    putKept(kept: KeptPrompt): void {
      const isThere = this.kept.some(({ id }) => id === kept.id);
      this.kept = isThere
        ? this.kept.map((one) => (one.id === kept.id ? kept : one))
        : [kept, ...this.kept];
    },

    dropKept(id: string): void {
      this.kept = this.kept.filter((one) => one.id !== id);
    },

    /** Gives up whatever is being asked. */
    stop(): void {
      clearTimeout(timer);
      running.abort();
      running = new AbortController();
      this.slow = false;
      this.loadingMore = false;
    },
  };
}

export type PromptsStore = ReturnType<typeof createPromptsStore>;
