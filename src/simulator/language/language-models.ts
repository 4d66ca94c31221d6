import llama3Document from '../models/schemas/meta--meta-llama-3-8b-instruct.json' with { type: 'json' };
import moondreamDocument from '../models/schemas/lucataco--moondream2.json' with { type: 'json' };
import gpt5NanoDocument from '../models/schemas/openai--gpt-5-nano.json' with { type: 'json' };
import type { InputReader } from '../models/input-reader.ts';
import type { Model, Plan } from '../models/model.ts';
import { basicPlan } from '../models/plan.ts';
import { versionId } from '../models/version-id.ts';
import { answerWords, piecesOf } from './answer-words.ts';

/** How many pieces an answer has at most where the caller does not say. */
const MOST_PIECES = 512;

/** A small model that takes words only, its system text among them. */
const llama3: Model = {
  owner: 'meta',
  name: 'meta-llama-3-8b-instruct',
  description: 'An 8 billion parameter language model from Meta, fine tuned for chat completions',
  official: true,
  version: '5a6809ca6288247d06daf6365557e5e429063f32a21146b2a807c682652136b8',
  pace: 0.4,
  document: llama3Document,
  plan: (read) => words(read, { most: read.number('max_tokens', MOST_PIECES) }),
};

/** Takes words and pictures. */
const gpt5Nano: Model = {
  owner: 'openai',
  name: 'gpt-5-nano',
  description: 'Fastest, most cost-effective GPT-5 model from OpenAI',
  official: true,
  version: '81858e36d5992ce06c1510cbe0a5e46c7ff17418424bd13da7c2443c4b318e40',
  pace: 0.5,
  document: gpt5NanoDocument,
  plan: (read) => wordsOrPicture(read, false),
};

/** Says what is in a picture; a model of the community, which runs by version only. */
const moondream2: Model = {
  owner: 'lucataco',
  name: 'moondream2',
  description: 'moondream2 is a small vision language model designed to run efficiently',
  official: false,
  version: '72ccb656353c348c1385df54b237eeb7bfa874bf11486cf0b9473e691b662d31',
  pace: 0.5,
  document: moondreamDocument,
  plan: (read) => picture(read, read.texts('image'), MOST_PIECES),
};

/** Does whatever stands in what it is given to read: for those who test what that can bring about. */
const gullible: Model = {
  owner: 'strange',
  name: 'gullible',
  description: 'It does what messages tell it to',
  official: true,
  version: versionId('strange/gullible'),
  pace: 0.5,
  document: gpt5NanoDocument,
  plan: (read) => wordsOrPicture(read, true),
};

export const languageModels: readonly Model[] = [llama3, gpt5Nano, moondream2];

export const strangeLanguageModels: readonly Model[] = [gullible];

function wordsOrPicture(read: InputReader, isGullible: boolean): Plan {
  const most = read.number('max_completion_tokens', MOST_PIECES);
  const pictures = read.texts('image_input');
  return pictures.length > 0
    ? picture(read, pictures, most)
    : words(read, { most, gullible: isGullible });
}

function words(
  read: InputReader,
  { most, gullible: isGullible = false }: { most: number; gullible?: boolean },
): Plan {
  const question = {
    system: read.text('system_prompt'),
    prompt: read.text('prompt'),
    gullible: isGullible,
  };
  const pieces = piecesOf(answerWords(question)).slice(0, Math.max(0, most));
  return { ...basicPlan(read), outputs: 0, pieces, steps: Math.max(1, pieces.length) };
}

/** What it says is known only when the picture is there. */
function picture(read: InputReader, sources: readonly string[], most: number): Plan {
  return { ...basicPlan(read), outputs: 0, sources, pieces: [], most_pieces: most };
}
