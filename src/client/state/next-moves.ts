import type { Model } from '../../protocol/model.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { isFinished } from './apply-server-message.ts';
import {
  againSettings,
  editModel,
  referenceModel,
  upscaleSettings,
  variesImages,
  varySettings,
  type MoveSettings,
} from './move-settings.ts';
import { priceInWords } from './price-words.ts';

/** Everything that can be done with an image next, by name. */
const moveNames = [
  'vary_little',
  'vary_lot',
  'remix',
  'follow_up',
  'upscale',
  'edit',
  'reference',
  'use_prompt',
  'keep_prompt',
  'use_seed',
  'use_all',
  'run_again',
  'describe',
  'star',
  'reply',
  'details',
  'download',
  'copy_picture',
  'copy_prompt',
  'copy_seed',
  'copy_link',
  'delete',
] as const;

export type MoveName = (typeof moveNames)[number];

/** What belongs together in a menu, in this order. */
export type MoveGroup = 'further' | 'settings' | 'picture' | 'copy' | 'delete';

/** One thing that can be done with an image, in words. */
export interface Move {
  name: MoveName;
  group: MoveGroup;
  /** In a menu, with the price where it costs something: "Upscale · $0.002". */
  label: string;
  /** On a bar or a button: "Upscale". */
  short: string;
  /** How it does it: "from the picture", "new seed"; or empty. */
  note: string;
  /** Its drawing, a name of `worker/views/icons.ts`. */
  icon: string;
  /** The key that does it on a picture; or empty. */
  key: string;
  available: boolean;
  /** Why it is not available, in words; or empty. */
  reason: string;
  /** Whether it was done already and takes that back: the star. */
  on: boolean;
  /** Whether it spends money at once. */
  costs: boolean;
}

/** The name of a move, as an element of the page says it; `null` for none. */
export function moveNamed(name: string | undefined): MoveName | null {
  return moveNames.find((one) => one === name) ?? null;
}

/** What is not in the image's row: what I gave it, and what I may do. */
export interface MoveStanding {
  starred: boolean;
  may_delete: boolean;
  /** Whether there is a model that says what a picture shows. */
  describes: boolean;
}

const noStanding: MoveStanding = { starred: false, may_delete: false, describes: false };

type Said = Pick<Move, 'name' | 'group' | 'short' | 'icon'> & Partial<Move>;

/**
 * The moves that an image has, in the order of a menu. What makes no sense for it is not among them;
 * what the room's models cannot do is, with the reason.
 *
 * @param models those that the room offers, the most fitting first
 */
export function movesOf(
  image: ImageRow,
  models: readonly Model[],
  standing: Partial<MoveStanding> = {},
): Move[] {
  const isDone = image.status === 'completed' && image.url !== null;
  const said = isDone
    ? doneMoves(image, models, { ...noStanding, ...standing })
    : otherMoves(image, models);
  if (standing.may_delete) said.push(remove);
  return said.map(moveOf);
}

function moveOf(said: Said): Move {
  const usual = { label: said.short, note: '', key: '', reason: '', costs: false, on: false };
  const move = { ...usual, ...said };
  return { ...move, available: move.reason === '' };
}

const remove: Said = {
  name: 'delete',
  group: 'delete',
  short: 'Delete',
  icon: 'trash',
  key: 'Del',
};

const describe: Said = {
  name: 'describe',
  group: 'settings',
  short: 'Describe',
  label: 'Describe in words',
  icon: 'describe',
};

function doneMoves(
  image: ImageRow,
  models: readonly Model[],
  { starred, describes }: MoveStanding,
): Said[] {
  const isMade = image.kind !== 'upload';
  const further: Said[] = [
    ...(isMade ? varyMoves(image, models) : []),
    ...(isMade ? wordMoves : []),
    priced(
      { name: 'upscale', short: 'Upscale', icon: 'upscale', key: 'U' },
      upscaleSettings(image, models),
    ),
    {
      name: 'edit',
      group: 'further',
      short: 'Edit',
      label: 'Edit with words',
      icon: 'edit',
      key: 'E',
      reason: editModel(image, models) ? '' : 'This room offers no model that takes pictures.',
    },
    {
      name: 'reference',
      group: 'further',
      short: 'Use as reference',
      icon: 'reference',
      reason: referenceModel(undefined, models)
        ? ''
        : 'This room offers no model that takes pictures.',
    },
  ];
  return [
    ...further,
    ...(isMade ? settingsMoves(image, models, 'Run again') : []),
    ...(describes ? [describe] : []),
    {
      name: 'star',
      group: 'picture',
      short: starred ? 'Take the star back' : 'Star',
      icon: 'star',
      on: starred,
      key: 'S',
    },
    { name: 'reply', group: 'picture', short: 'Reply', icon: 'reply' },
    { name: 'details', group: 'picture', short: 'Show details', icon: 'info' },
    { name: 'download', group: 'picture', short: 'Download', icon: 'download', key: 'D' },
    ...(isMade ? keepWords(image) : []),
    ...(isMade ? copyWords(image) : []),
    { name: 'copy_picture', group: 'copy', short: 'Copy picture', icon: 'copy' },
    { name: 'copy_link', group: 'copy', short: 'Copy link', icon: 'link' },
  ];
}

/** By words, from what an image was made with. */
const wordMoves: readonly Said[] = [
  { name: 'remix', group: 'further', short: 'Remix', icon: 'remix', key: 'R' },
  {
    name: 'follow_up',
    group: 'further',
    short: 'Follow up',
    label: 'Follow up',
    note: 'same, but…',
    icon: 'from',
    key: 'F',
  },
];

/** Of an image that is in the making, failed or was canceled. */
function otherMoves(image: ImageRow, models: readonly Model[]): Said[] {
  return [
    ...settingsMoves(image, models, isFinished(image.status) ? 'Retry' : 'Run again'),
    { name: 'reply', group: 'picture', short: 'Reply', icon: 'reply' },
    ...keepWords(image),
    ...copyWords(image),
    { name: 'copy_link', group: 'copy', short: 'Copy link', icon: 'link' },
  ];
}

function varyMoves(image: ImageRow, models: readonly Model[]): Said[] {
  const little = varySettings(image, models, 'little');
  const model = models.find(({ id }) => id === image.model);
  if (!variesImages(model)) {
    // By seeds alone there is no little and no lot.
    const vary = { name: 'vary_little', short: 'Vary', icon: 'vary', key: 'V' } as const;
    return [priced(vary, little)];
  }
  const [short, icon] = ['Vary', 'vary'];
  return [
    priced({ name: 'vary_little', short, label: 'Vary a little', icon, key: 'V' }, little),
    priced(
      { name: 'vary_lot', short, label: 'Vary a lot', icon, key: 'Shift V' },
      varySettings(image, models, 'lot'),
    ),
  ];
}

/** A move that is asked for at once. */
function priced(said: Omit<Said, 'group'>, asked: MoveSettings): Said {
  const words = said.label ?? said.short;
  const isVary = said.name === 'vary_little' || said.name === 'vary_lot';
  return {
    ...said,
    group: 'further',
    label: asked.ok ? withPrice(words, asked.model.price) : words,
    note: asked.ok && isVary ? (asked.from === 'image' ? 'from the picture' : 'new seed') : '',
    reason: asked.ok ? '' : asked.reason,
    costs: true,
  };
}

function withPrice(words: string, price: number | null): string {
  return price === null ? words : `${words} · ${priceInWords(price)}`;
}

function settingsMoves(image: ImageRow, models: readonly Model[], again: string): Said[] {
  const asked = againSettings(image, models);
  const isRetry = again === 'Retry';
  const runAgain: Said = {
    name: 'run_again',
    group: 'settings',
    short: again,
    label: asked.ok ? withPrice(again, asked.model.price) : again,
    icon: 'again',
    reason: asked.ok ? '' : asked.reason,
    costs: true,
  };
  const useAll: Said = {
    name: 'use_all',
    group: 'settings',
    short: isRetry ? 'Edit prompt' : 'Use all',
    icon: isRetry ? 'pencil' : 'reuse',
  };
  if (isRetry) return [runAgain, useAll];
  return [
    { name: 'use_prompt', group: 'settings', short: 'Use prompt', icon: 'pencil' },
    ...(image.seed === null
      ? []
      : [{ name: 'use_seed', group: 'settings', short: 'Use seed', icon: 'seed' } as const]),
    useAll,
    runAgain,
  ];
}

/** Not with the words that are copied: it opens a form. */
function keepWords({ prompt }: ImageRow): Said[] {
  return prompt === ''
    ? []
    : [{ name: 'keep_prompt', group: 'picture', short: 'Keep prompt', icon: 'keep' }];
}

function copyWords({ prompt, seed }: ImageRow): Said[] {
  return [
    ...(prompt === ''
      ? []
      : ([
          { name: 'copy_prompt', group: 'copy', short: 'Copy prompt', icon: 'copy', key: 'C' },
        ] as const)),
    ...(seed === null
      ? []
      : [{ name: 'copy_seed', group: 'copy', short: 'Copy seed', icon: 'copy' } as const]),
  ];
}
