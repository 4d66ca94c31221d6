import type { SearchQuery } from '../../protocol/search.ts';

/** From when to when is searched; `dates` are two days that the person gives. */
export type SearchSpan = 'any' | 'week' | 'month' | 'year' | 'dates';
export type SearchKind = 'all' | 'without' | 'with';

/** What a search is narrowed down to, as the form has it: an empty text is any. */
export interface SearchFilter {
  chat: string;
  author: string;
  kind: SearchKind;
  span: SearchSpan;
  /** Days as a date field has them, "2026-11-23"; both belong to the search. */
  from: string;
  until: string;
}

/** Nothing left out. */
export const everything: SearchFilter = {
  chat: '',
  author: '',
  kind: 'all',
  span: 'any',
  from: '',
  until: '',
};

const days = { week: 7, month: 30, year: 365 } as const;

/**
 * What is asked of the server.
 *
 * @param now milliseconds since 1970
 */
export function searchQuery(q: string, filter: SearchFilter, now: number): SearchQuery {
  return {
    q: q.trim(),
    ...(filter.chat ? { chat_id: filter.chat } : {}),
    ...(filter.author ? { author_id: filter.author } : {}),
    ...(filter.kind === 'all' ? {} : { image: filter.kind }),
    ...spanOf(filter, now),
  };
}

/** Whether anything is left out by it. */
export function isNarrowed(filter: SearchFilter, now: number): boolean {
  return Object.keys(searchQuery('', filter, now)).length > 1;
}

function spanOf({ span, from, until }: SearchFilter, now: number) {
  if (span === 'any') return {};
  if (span === 'dates') {
    const [first, after] = [startOfDay(from, 0), startOfDay(until, 1)];
    return {
      ...(first === null ? {} : { from: first }),
      ...(after === null ? {} : { until: after }),
    };
  }
  const today = new Date(now);
  const first = new Date(today.getFullYear(), today.getMonth(), today.getDate() - days[span]);
  return { from: first.getTime() };
}

/** Midnight of a day, or of so many days later, where the person is; `null` for no day. */
function startOfDay(date: string, later: number): number | null {
  const found = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(date);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return new Date(year, month - 1, day + later).getTime();
}
