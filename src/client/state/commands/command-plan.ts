import type { ImageSettings } from '../../../protocol/image-request.ts';
import { limits } from '../../../protocol/limits.ts';
import type { Model } from '../../../protocol/model.ts';
import type { ImageRow } from '../../../protocol/rows.ts';
import type { Style } from '../../../protocol/style.ts';
import { chosenModel, parseDraft, type Draft } from '../draft.ts';
import { draftRequests } from '../draft-requests.ts';
import { editDraft } from '../edit-draft.ts';
import { costInWords, picturesInWords } from '../model-words.ts';
import type { NamedLists } from '../named-lists.ts';
import type { Move, MoveName } from '../next-moves.ts';
import {
  namesOf,
  readStyles,
  toggled,
  tooManyStyles,
  type StyleChoice,
} from '../styles/style-choice.ts';
import { applyParameters } from './apply-parameters.ts';
import { commandsWith, type CommandName, type Language } from './command-list.ts';
import { nearestWord } from './nearest-word.ts';
import type { TypedCommand } from './read-command.ts';

/** A picture that commands are about: the one that is answered, or the latest. */
export interface CommandPicture {
  image: ImageRow;
  /** Whose it is, as it is said: "Mira’s". */
  whose: string;
  /** Who made it, by name. */
  author: string;
  moves: readonly Move[];
}

/** What a command is read against. */
export interface CommandContext {
  draft: Draft;
  models: readonly Model[];
  /** Every style that can be named. */
  styles: readonly StyleChoice[];
  /** How many more pictures may be in the making. */
  free: number;
  /** Whether nothing is charged. */
  simulated: boolean;
  picture: CommandPicture | null;
  language: Language;
  /** Those of the room, by name. */
  lists: NamedLists;
  /** What a prompt goes on from whose words say so. */
  last: ImageRow | null;
  nameOf: (personId: string) => string;
}

/** What a command will do, and its sentence; or why it does nothing. */
export type CommandPlan =
  | {
      does: 'make';
      words: string;
      requests: ImageSettings[];
      prompt: string;
      pictures: number;
      /** Whether it is of the picture, not of what the draft starts from. */
      of_picture: boolean;
    }
  | { does: 'move'; words: string; image: ImageRow; move: MoveName }
  | { does: 'expand'; words: string; prompt: string }
  | { does: 'seed'; words: string; seed: string }
  | { does: 'style'; words: string; styles: Style[] }
  /** Shows all styles. */
  | { does: 'choose'; words: string }
  | { does: 'help'; words: string }
  /** @property unknown whether it may have been meant as a message */
  | { does: 'nothing'; words: string; unknown: boolean };

type Typed = Exclude<TypedCommand, { kind: 'words' }>;

const nothing = (words: string): CommandPlan => ({ does: 'nothing', words, unknown: false });

/** What a command that was written will do. */
export function commandPlan(typed: Typed, context: CommandContext): CommandPlan {
  if (typed.kind === 'unknown')
    return { does: 'nothing', words: unknown(typed, context), unknown: true };
  return plans[typed.command.name](typed.rest.trim(), context);
}

/** "Mira’s picture: a lighthouse in a storm". */
export function pictureInWords({ image, whose }: CommandPicture): string {
  const prompt = image.prompt.replaceAll(/\s+/g, ' ');
  const short = prompt.length > 60 ? `${prompt.slice(0, 60).trimEnd()}…` : prompt;
  return short === '' ? `${whose} picture` : `${whose} picture: ${short}`;
}

function unknown(
  { word }: Extract<Typed, { kind: 'unknown' }>,
  { language }: CommandContext,
): string {
  const names = commandsWith(language).map(({ name }) => name);
  const near = nearestWord(word, names);
  const all = new Intl.ListFormat('en-GB').format(names.map((name) => `/${name}`));
  const hint = near ? `Did you mean /${near}?` : `There are ${all}.`;
  return `There is no command /${word}. ${hint}`;
}

type Plan = (rest: string, context: CommandContext) => CommandPlan;

const plans: Record<CommandName, Plan> = {
  imagine: (rest, context) => make(rest, imagineDraft(context.draft), context),
  edit,
  vary: (rest, context) => {
    const how = rest.toLowerCase().replace(/^a\s+/, '');
    if (['', 'little', 'subtle', 'weak'].includes(how)) return move('vary_little', context);
    if (['lot', 'strong'].includes(how)) return move('vary_lot', context);
    return nothing('Write /vary, /vary little or /vary lot.');
  },
  upscale: (rest, context) =>
    rest === '' ? move('upscale', context) : nothing('Nothing follows /upscale.'),
  describe: (rest, context) => {
    if (rest !== '') return nothing('Nothing follows /describe.');
    return context.language.describe
      ? move('describe', context)
      : nothing('No model here can say what a picture shows.');
  },
  expand: (rest, { language }) => {
    if (!language.expand) return nothing('No model here can write a richer prompt.');
    if (rest === '') return nothing('Write a few words after it, such as /expand a fox.');
    return { does: 'expand', words: 'Suggests a richer prompt', prompt: rest };
  },
  seed: (rest, { draft, models }) => {
    const model = chosenModel(draft, models);
    if (model?.takes_seed === false) return nothing(`${model.name} takes no seed.`);
    if (rest.toLowerCase() === 'random') {
      return { does: 'seed', seed: '', words: 'Your next pictures have random seeds' };
    }
    if (!/^\d+$/.test(rest)) return nothing('Write /seed and a whole number, or /seed random.');
    if (Number(rest) > limits.maxSeed) return nothing(`Seed is from 0 to ${limits.maxSeed}.`);
    return { does: 'seed', seed: rest, words: `Your next pictures have seed ${rest}` };
  },
  style,
  help: () => ({ does: 'help', words: 'Shows all commands' }),
};

/** The settings of the draft; what it starts from, with its model, only where that is in sight. */
function imagineDraft(draft: Draft): Draft {
  const isShown = draft.mode === 'image';
  const sources = isShown ? {} : { images: [], mask: null, parent: null, ...draft.before };
  return { ...draft, ...sources, as_is: false, as_new: false };
}

function edit(rest: string, context: CommandContext): CommandPlan {
  const { picture, models } = context;
  if (rest === '') return move('edit', context);
  const problem = whyNoPicture(picture);
  if (!picture || problem !== '') return nothing(problem);
  const draft = editDraft(picture.image, models, picture.author);
  // The move says why it cannot be done.
  if (!draft) return move('edit', context);
  const { context: withRoom, without } = context.draft;
  const usual = { ...parseDraft(null), context: withRoom, without };
  const plan = make(rest, { ...usual, ...draft }, context);
  return plan.does === 'make'
    ? { ...plan, of_picture: true, words: `Of ${pictureInWords(picture)} · ${plan.words}` }
    : plan;
}

/** Puts styles on, and takes those off that were on. */
function style(rest: string, { draft, styles }: CommandContext): CommandPlan {
  if (rest === '') return { does: 'choose', words: 'Shows all styles' };
  const none: CommandPlan = {
    does: 'style',
    styles: [],
    words: 'Your next pictures have no style',
  };
  if (rest.toLowerCase() === 'none') return none;
  const read = readStyles(rest, styles);
  if (!read.ok) return nothing(read.words);
  const chosen = read.styles.reduce<Style[]>(toggled, draft.styles);
  if (chosen.length > limits.stylesPerRequest) return nothing(tooManyStyles);
  if (chosen.length === 0) return none;
  return { does: 'style', styles: chosen, words: `Your next pictures: ${namesOf(chosen)}` };
}

function make(rest: string, draft: Draft, context: CommandContext): CommandPlan {
  const { models, styles, free, simulated, lists, last, nameOf } = context;
  const applied = applyParameters(rest, draft, models, styles);
  if (!applied.ok) return nothing(applied.words);
  const { prompt } = applied;
  const model = chosenModel(applied.draft, models);
  const { images } = applied.draft;
  if (model && images.length > model.images.max) {
    return nothing(
      `${model.name} starts from ${model.images.max === 0 ? 'no picture' : picturesInWords(model.images.max)}. Choose another model.`,
    );
  }
  if (prompt !== '' && model?.prompt === 'none') return nothing(`${model.name} takes no words.`);
  const asked = draftRequests(applied.draft, prompt, model, free, lists, last);
  if (!asked.ok) {
    const words = rest === '' ? 'Write what to show' : 'Write what to show before the first --';
    const [problem = ''] = Object.values(asked.errors);
    return nothing(prompt === '' && asked.errors['prompt'] ? `${words}.` : problem);
  }
  const pictures = asked.requests.reduce((sum, { count }) => sum + count, 0);
  const isFollowUp = asked.requests.some(({ kind }) => kind === 'follow_up');
  const author = applied.draft.parent?.author ?? (last ? nameOf(last.requested_by) : '');
  const from = isFollowUp ? `Follows up on ${author}’s picture · ` : '';
  const words = from + requestInWords(asked.requests, pictures, model, simulated);
  return { does: 'make', words, requests: asked.requests, prompt, pictures, of_picture: false };
}

/** How many pictures, with what, and what they cost. */
function requestInWords(
  [first]: readonly ImageSettings[],
  pictures: number,
  model: Model | undefined,
  simulated: boolean,
): string {
  if (!first) return '';
  const { shape, width, height, seed, negative_prompt, styles } = first;
  const known = model?.shapes.find((one) => one.width === width && one.height === height);
  const size = width === undefined || height === undefined ? '' : `${width} × ${height}`;
  const cost = costInWords(model, pictures);
  const words = [
    picturesInWords(pictures),
    model?.name ?? '',
    shape ?? known?.ratio ?? size,
    seed === undefined ? '' : `seed ${seed}`,
    namesOf(styles),
    negative_prompt === '' ? '' : `without ${negative_prompt}`,
    simulated && typeof model?.price === 'number' ? `would cost ${cost}` : cost,
  ];
  return words.filter(Boolean).join(' · ');
}

function move(name: MoveName, { picture }: CommandContext): CommandPlan {
  const problem = whyNoPicture(picture);
  if (!picture || problem !== '') return nothing(problem);
  const { moves, image } = picture;
  const known =
    moves.find((one) => one.name === name) ??
    // By seeds alone there is no "a lot".
    moves.find((one) => name === 'vary_lot' && one.name === 'vary_little');
  if (!known) return nothing('That cannot be done with a picture that somebody brought.');
  if (!known.available) return nothing(known.reason);
  const words = [`Of ${pictureInWords(picture)}`, known.label, known.note];
  return { does: 'move', move: known.name, image, words: words.filter(Boolean).join(' · ') };
}

function whyNoPicture(picture: CommandPicture | null): string {
  if (!picture) return 'There is no picture here yet. Make one with /imagine.';
  const isDone = picture.image.status === 'completed' && picture.image.url !== null;
  return isDone ? '' : 'That picture is not finished. Answer another one, or wait for it.';
}
