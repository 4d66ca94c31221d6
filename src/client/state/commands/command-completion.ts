import type { Model } from '../../../protocol/model.ts';
import { chosenModel, type Draft } from '../draft.ts';
import type { StyleChoice } from '../styles/style-choice.ts';
import { commandsWith, type Command, type Language } from './command-list.ts';
import { modelNamed, parameterNamed, parametersOf } from './parameters.ts';
import { readCommand } from './read-command.ts';

/** What a command could go on with. */
export interface CommandCompletion {
  /** Where in the text begins what would be replaced. */
  from: number;
  options: CommandOption[];
}

export interface CommandOption {
  words: string;
  note: string;
  insert: string;
}

export interface CompletionContext {
  draft: Draft;
  models: readonly Model[];
  /** Every style that can be named. */
  styles: readonly StyleChoice[];
  /** The picture that commands are about, in words. */
  picture: string;
  language: Language;
}

/**
 * What can follow in a command, right before the caret: commands after a slash, then parameters, and
 * what they may be. `null` where it is no command, or nothing is to be completed.
 */
export function commandCompletion(
  text: string,
  caret: number,
  context: CompletionContext,
): CommandCompletion | null {
  const before = text.slice(0, caret);
  const [, begun] = /^\/([\w-]*)$/.exec(before) ?? [];
  if (begun !== undefined) {
    const options = commandsWith(context.language).map((command) => ({
      words: `/${command.name}`,
      note: aboutOf(command, context.picture),
      insert: `/${command.name}${command.takes === '' ? '' : ' '}`,
    }));
    return offered(0, `/${begun}`, options);
  }
  const typed = readCommand(before);
  if (typed.kind !== 'command') return null;
  if (typed.command.parameters) return parameterCompletion(before, typed.from, context);
  if (typed.command.name === 'style') return styleCompletion(before, typed.from, context.styles);
  // What follows may be missing, and Enter is to run it then.
  if (typed.rest === '') return null;
  return offered(typed.from, typed.rest, typed.command.words.map(plainOption));
}

function parameterCompletion(
  before: string,
  from: number,
  { draft, models, styles }: CompletionContext,
): CommandCompletion | null {
  const line = before.slice(from);
  const asked = /(?:^|\s)(?:--|[—–])(?:model|m)[\s=]+["“„]?([^\s"“”„]+)/i.exec(line)?.[1];
  const model = (asked && modelNamed(asked, models)) || chosenModel(draft, models);
  const parameters = parametersOf(model, models, styles);
  const [, named] = /(?:^|\s)((?:--|[—–])[\w-]*)$/.exec(line) ?? [];
  if (named !== undefined) {
    const options = parameters
      .filter(({ sets }) => isTaken(sets, model))
      .map(({ name, about }) => ({ words: `--${name}`, note: about, insert: `--${name} ` }));
    return offered(before.length - named.length, named.replace(/^[—–]/, '--'), options);
  }
  const [, listed] =
    /(?:^|\s)(?:--|[—–])styles?(?:\s+|=)((?:(?!\s(?:--|[—–]))[^"“”„])*)$/i.exec(line) ?? [];
  if (listed !== undefined) {
    const values = parameterNamed('style', parameters)?.values ?? [];
    return lastNamed(
      before,
      listed,
      values.map(({ value, about }) => ({ words: value, note: about, insert: value })),
    );
  }
  const [, name = '', value = ''] =
    /(?:^|\s)(?:--|[—–])([a-z][\w-]*)(?:\s+|=)([^\s"“”„]*)$/i.exec(line) ?? [];
  const parameter = parameterNamed(name, parameters);
  // A switch without a word is on.
  if (!parameter || (parameter.takes === 'switch' && value === '')) return null;
  const options = parameter.values.map((one) => ({
    words: one.value,
    note: one.about,
    insert: `${/\s/.test(one.value) ? `"${one.value}"` : one.value} `,
  }));
  return offered(before.length - value.length, value, options);
}

/** Names of styles after `/style`, each after a comma. */
function styleCompletion(
  before: string,
  from: number,
  styles: readonly StyleChoice[],
): CommandCompletion | null {
  const named = styles.map(({ name, about }) => ({ words: name, note: about, insert: name }));
  return lastNamed(before, before.slice(from), [...named, plainOption('none')]);
}

/** The last of several names with commas between them. */
function lastNamed(
  before: string,
  listed: string,
  options: readonly CommandOption[],
): CommandCompletion | null {
  const begun = listed.slice(listed.lastIndexOf(',') + 1).trimStart();
  return offered(before.length - begun.length, begun, options);
}

/** Whether a model can do anything with it. */
function isTaken(sets: string, model: Model | undefined): boolean {
  if (!model) return true;
  if (sets === 'seed') return model.takes_seed;
  if (sets === 'leave_out') return model.takes_negative_prompt;
  if (sets === 'shape') return model.size !== 'none';
  return !['size', 'width', 'height'].includes(sets) || model.sides !== null;
}

function aboutOf({ about, ofPicture }: Command, picture: string): string {
  return ofPicture ? `${about} ${picture}` : about;
}

function plainOption(word: string): CommandOption {
  return { words: word, note: '', insert: word };
}

/** Those that begin with what was typed, then those that have it in them; none where one is written out. */
function offered(
  from: number,
  typed: string,
  options: readonly CommandOption[],
): CommandCompletion | null {
  const query = typed.toLowerCase();
  const inner = query.replace(/^(?:--|\/)/, '');
  const begins = options.filter(({ words }) => words.toLowerCase().startsWith(query));
  if (begins.some(({ words }) => words.toLowerCase() === query)) return null;
  const has = options.filter(
    (option) =>
      inner !== '' && !begins.includes(option) && option.words.toLowerCase().includes(inner),
  );
  const all = [...begins, ...has];
  return all.length > 0 ? { from, options: all } : null;
}
