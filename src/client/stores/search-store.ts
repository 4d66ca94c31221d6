import {
  peopleSchema,
  searchPageSchema,
  type SearchPage,
  type SearchQuery,
} from '../../protocol/search.ts';
import { everything, searchQuery, type SearchFilter } from '../state/search-filter.ts';
import { hitView, type HitView } from '../state/search-view.ts';
import { call, sentenceOf } from './http-api.ts';

/** A word being typed is waited for so long, in milliseconds. */
const typingPause = 150;

/** A search that takes longer than this says so, in milliseconds. */
const patience = 300;

/** What is searched for and what was found. Lives as long as the page, so that it is found again. */
export function createSearchStore() {
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    text: '',
    filter: { ...everything },
    people: [] as { id: string; name: string }[],
    hits: [] as HitView[],
    /** What the hits were searched with; empty while nothing was found out. */
    answered: '',
    /** Whether it takes long enough to be worth a word. */
    slow: false,
    failure: '',
    next: null as string | null,
    loadingMore: false,
    moreFailure: '',

    /** Searches soon, with what then stands there. */
    later(): void {
      this.stop();
      timer = setTimeout(() => void this.search(), typingPause);
    },

    /** Searches now. What was found before stays until the answer is here. */
    async search(): Promise<void> {
      this.stop();
      const text = this.text.trim();
      if (text === '') {
        this.show('', { hits: [], next: null });
        return;
      }
      const { signal } = running;
      timer = setTimeout(() => (this.slow = true), patience);
      try {
        const page = await findMessages(searchQuery(text, this.filter, Date.now()), signal);
        if (signal.aborted) return;
        this.show(text, page);
      } catch (error) {
        if (signal.aborted) return;
        this.show('', { hits: [], next: null });
        this.failure = sentenceOf(error);
      } finally {
        if (!signal.aborted) {
          clearTimeout(timer);
          this.slow = false;
        }
      }
    },

    /** Finds what comes after the last hit. */
    async more(): Promise<void> {
      const { next } = this;
      if (next === null || this.loadingMore) return;
      const { signal } = running;
      this.loadingMore = true;
      this.moreFailure = '';
      try {
        const query = searchQuery(this.answered, this.filter, Date.now());
        const page = await findMessages({ ...query, cursor: next }, signal);
        if (signal.aborted) return;
        const known = new Set(this.hits.map(({ id }) => id));
        const now = Date.now();
        const found = page.hits.filter(({ message_id }) => !known.has(message_id));
        this.hits = [...this.hits, ...found.map((hit) => hitView(hit, now))];
        this.next = page.next;
      } catch (error) {
        if (!signal.aborted) this.moreFailure = sentenceOf(error);
      } finally {
        if (!signal.aborted) this.loadingMore = false;
      }
    },

    narrow(change: Partial<SearchFilter>): void {
      this.filter = { ...this.filter, ...change };
      void this.search();
    },

    /** Fetches whom I share a chat with; without it, nobody is offered. */
    async loadPeople(): Promise<void> {
      try {
        const { people } = peopleSchema.parse(await call('GET', '/api/people'));
        this.people = people.toSorted((a, b) => a.name.localeCompare(b.name));
      } catch {
        // The search itself will say what is wrong.
      }
    },

    /** Gives up whatever is being asked. */
    stop(): void {
      clearTimeout(timer);
      running.abort();
      running = new AbortController();
      this.slow = false;
      this.loadingMore = false;
    },

    show(text: string, page: SearchPage): void {
      const now = Date.now();
      this.answered = text;
      this.hits = page.hits.map((hit) => hitView(hit, now));
      this.next = page.next;
      this.failure = '';
      this.moreFailure = '';
    },
  };
}

export type SearchStore = ReturnType<typeof createSearchStore>;

/** `GET /api/search`. @throws HttpError */
async function findMessages(query: SearchQuery, signal: AbortSignal): Promise<SearchPage> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
  const path = `/api/search?${parameters.toString()}`;
  return searchPageSchema.parse(await call('GET', path, undefined, signal));
}
