/** A command that can be written into the composer. */
export interface Command {
  name: CommandName;
  /** What follows it, as it is shown: `what should change`. */
  takes: string;
  /** What it does; of a picture, as the rest of "… Mira’s picture". */
  about: string;
  /** Whether it is of the picture that is answered, or of the latest. */
  ofPicture: boolean;
  /** Whether words and parameters such as `--seed 7` follow it. */
  parameters: boolean;
  /** Words that may follow it. */
  words: readonly string[];
}

const names = [
  'imagine',
  'vary',
  'edit',
  'upscale',
  'describe',
  'expand',
  'style',
  'seed',
  'help',
] as const;

export type CommandName = (typeof names)[number];

/** Every command, in the order in which they are shown. */
export const commands: readonly Command[] = [
  {
    name: 'imagine',
    takes: 'what to show',
    about: 'Make a picture from words',
    ofPicture: false,
    parameters: true,
    words: [],
  },
  {
    name: 'vary',
    takes: 'little or lot',
    about: 'Make another one like',
    ofPicture: true,
    parameters: false,
    words: ['little', 'lot'],
  },
  {
    name: 'edit',
    takes: 'what should change',
    about: 'Change',
    ofPicture: true,
    parameters: true,
    words: [],
  },
  { name: 'upscale', takes: '', about: 'Enlarge', ofPicture: true, parameters: false, words: [] },
  {
    name: 'describe',
    takes: '',
    about: 'Say in words what is on',
    ofPicture: true,
    parameters: false,
    words: [],
  },
  {
    name: 'expand',
    takes: 'a few words',
    about: 'Suggest a richer prompt',
    ofPicture: false,
    parameters: false,
    words: [],
  },
  {
    name: 'style',
    takes: 'names of styles, or none',
    about: 'Choose how your next pictures look',
    ofPicture: false,
    parameters: false,
    words: ['none'],
  },
  {
    name: 'seed',
    takes: 'a number, or random',
    about: 'Set the seed of your next pictures',
    ofPicture: false,
    parameters: false,
    words: ['random'],
  },
  {
    name: 'help',
    takes: '',
    about: 'Show all commands',
    ofPicture: false,
    parameters: false,
    words: [],
  },
];

/** What a language model of the server can do. */
export interface Language {
  expand: boolean;
  describe: boolean;
}

/** The commands that there are, with or without a language model. */
export function commandsWith(language: Language): readonly Command[] {
  return commands.filter(({ name }) => {
    if (name === 'expand' || name === 'describe') return language[name];
    return true;
  });
}
