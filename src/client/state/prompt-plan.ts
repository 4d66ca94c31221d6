import { limits } from '../../protocol/limits.ts';
import type { Model } from '../../protocol/model.ts';
import type { Draft } from './draft.ts';
import { noLists, type NamedLists } from './named-lists.ts';
import { numberInWords } from './number-words.ts';
import { firstPrompts, permutationsOf } from './permutations.ts';

/** So many results are shown before they are made, and so many characters of each. */
const shownResults = 2;
const shownLength = 60;

/** What a prompt will make, before it does. */
export interface PromptPlan {
  /** Prompts that it stands for, and pictures of all of them. */
  prompts: bigint;
  pictures: bigint;
  /** Whether it has groups, or would have if they were not taken as they are. */
  grouped: boolean;
  /** Why so many cannot be made; or empty. */
  refusal: string;
  /** What it stands for, or why not, in words; empty where there is nothing to say. */
  words: string;
}

/** Images that have not ended, of everybody in the open chat and of mine among them. */
export interface ImagesInTheMaking {
  running: number;
  runningMine: number;
}

/** How many more pictures a person may ask for now. */
export function freeImages({ running, runningMine }: ImagesInTheMaking): number {
  const { perPerson, perChat } = limits.liveImages;
  return Math.max(0, Math.min(perPerson - runningMine, perChat - running));
}

/**
 * What a prompt will make with the settings of a draft.
 *
 * @param free how many more pictures may be in the making
 * @param lists those of the room, by name
 */
export function promptPlan(
  prompt: string,
  { as_is, count }: Pick<Draft, 'as_is' | 'count'>,
  model: Model | undefined,
  free: number,
  lists: NamedLists = noLists,
): PromptPlan {
  const permutations = permutationsOf(model?.prompt === 'none' ? '' : prompt, lists);
  const { grouped, unbalanced } = permutations;
  const plan = { prompts: 1n, pictures: BigInt(count), grouped, refusal: '', words: '' };
  if (as_is && grouped) {
    const braces = 'The braces go to the model as they are.';
    const name = 'The name of the list goes to the model as it is.';
    return { ...plan, words: prompt.includes('{') ? braces : name };
  }
  if (!grouped) {
    const words = unbalanced ? 'A brace without its other half stays as it is.' : '';
    return { ...plan, words };
  }
  const prompts = permutations.count;
  const pictures = prompts * BigInt(count);
  const refusal = whyTooMany(pictures, free);
  if (refusal !== '') return { ...plan, prompts, pictures, refusal, words: refusal };
  const first = firstPrompts(permutations, shownResults).map(quoted);
  const more = prompts - BigInt(first.length);
  const rest = more > 0n ? [`${more} more`] : [];
  const each = count > 1 ? `, ${count} pictures of each` : '';
  const words = listed([...first, ...rest]) + each + listsInWords(permutations.lists);
  return { ...plan, prompts, pictures, words };
}

function whyTooMany(pictures: bigint, free: number): string {
  if (pictures <= BigInt(free)) return '';
  const many = `That would be ${numberInWords(pictures)} pictures.`;
  const most = limits.liveImages.perPerson;
  if (pictures > BigInt(most)) return `${many} Take some choices away: up to ${most} go at once.`;
  const now = free === 0 ? 'None' : `Only ${free}`;
  return `${many} ${now} can be added to what is in the making. Wait for those, or take some choices away.`;
}

function listsInWords(names: readonly string[]): string {
  if (names.length === 0) return '';
  const lists = names.length === 1 ? 'list' : 'lists';
  return `, from the room’s ${lists} ${listed(names.map(quoted))}`;
}

function quoted(prompt: string): string {
  const text = prompt.replaceAll(/\s+/g, ' ');
  return `“${text.length > shownLength ? `${text.slice(0, shownLength).trimEnd()}…` : text}”`;
}

/** "a", "a and b", "a, b and c". */
function listed(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
