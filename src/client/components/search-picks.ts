import type { ChatSummary } from '../../protocol/http.ts';
import type { SearchFilter, SearchKind, SearchSpan } from '../state/search-filter.ts';

/** One thing by which a search is narrowed down. */
export interface SearchPick {
  name: 'chat' | 'author' | 'kind' | 'span';
  label: string;
  options: { value: string; words: string; chosen: boolean }[];
  /** Whether it leaves anything out. */
  narrows: boolean;
  set: (value: string) => Partial<SearchFilter>;
}

const kinds: readonly [SearchKind, string][] = [
  ['all', 'Messages and pictures'],
  ['without', 'Messages'],
  ['with', 'Pictures'],
];

const spans: readonly [SearchSpan, string][] = [
  ['any', 'Any time'],
  ['week', 'Past week'],
  ['month', 'Past month'],
  ['year', 'Past year'],
  ['dates', 'Choose days'],
];

/** What a search can be narrowed down by, with what is chosen now. */
export function searchPicks(
  filter: SearchFilter,
  chats: readonly ChatSummary[],
  people: readonly { id: string; name: string }[],
): SearchPick[] {
  const rooms = chats.map(({ id, name }) => [id, name] as const);
  const persons = people.map(({ id, name }) => [id, name] as const);
  return [
    pickOf('chat', 'Room', filter.chat, [['', 'All rooms'], ...rooms], (chat) => ({ chat })),
    pickOf('author', 'Person', filter.author, [['', 'Anyone'], ...persons], (author) => ({
      author,
    })),
    pickOf('kind', 'Kind', filter.kind, kinds, (kind) => ({ kind })),
    pickOf('span', 'Time', filter.span, spans, (span) => ({ span })),
  ];
}

/** @param offered values with their words, the one that leaves nothing out first */
function pickOf<Value extends string>(
  name: SearchPick['name'],
  label: string,
  chosen: Value,
  offered: readonly (readonly [Value, string])[],
  set: (value: Value) => Partial<SearchFilter>,
): SearchPick {
  const [first] = offered;
  return {
    name,
    label,
    narrows: chosen !== first?.[0],
    options: offered.map(([value, words]) => ({ value, words, chosen: value === chosen })),
    set: (given) => {
      const found = offered.find(([value]) => value === given);
      return found ? set(found[0]) : {};
    },
  };
}
