import { cleanAnswer } from '../../domain/language/clean-answer.ts';
import type { LanguageTask } from '../../domain/language/language-task.ts';
import { limits } from '../../protocol/limits.ts';
import { askLanguageModel } from '../language/ask-language-model.ts';
import { Paced } from '../paced.ts';
import type { Settings } from '../settings.ts';
import { Bucket } from './bucket.ts';
import { Turns } from './turns.ts';

/** Which language models there are, and how they are reached. */
export type LanguageSettings = Pick<Settings, 'replicate' | 'languageModel' | 'captionModel'>;

/** What is wanted of one: to write words, or to look at a picture. */
export type LanguageUse = 'write' | 'look';

/** Whoever waits for words: `onText` is told them so far, some times a second. */
export type Listener = { onText: (soFar: string) => void; signal: AbortSignal };

/** Models that one room asks at once, at the most. */
const atOnce = 4;

/** Between two words of one answer, in milliseconds: eight times a second at the most. */
const paceMs = 125;

const names = { write: 'LANGUAGE_MODEL', look: 'CAPTION_MODEL' };

/** The language models of this server, as a room asks them: so many at once, so often, and so long. */
export class RoomLanguage {
  #settings: LanguageSettings;
  #turns = new Turns(atOnce);
  /** What each person may still ask for. */
  #buckets = new Map<string, Bucket>();

  constructor(settings: LanguageSettings) {
    this.#settings = settings;
  }

  /** How long anybody waits for an answer, with its turn, in milliseconds. */
  get longestMs(): number {
    return 30_000;
  }

  /** Which suggestions can be asked for. */
  get offered(): { expand: boolean; describe: boolean } {
    return { expand: this.missing('write') === null, describe: this.missing('look') === null };
  }

  /** Why no model can be asked for that, in words; `null` where one can. */
  missing(use: LanguageUse): string | null {
    if (this.#modelFor(use) !== null) return null;
    const name = this.#settings.replicate === null ? 'REPLICATE_API_TOKEN' : names[use];
    return `No language model can be asked for this: whoever runs this server can set ${name}.`;
  }

  /** Whether a person may ask once more; takes it as asked. It costs money, so it refills slowly. */
  mayAsk(userId: string, now: number): boolean {
    const bucket = this.#buckets.get(userId) ?? new Bucket(limits.languageRate, now);
    this.#buckets.set(userId, bucket);
    return bucket.take(now);
  }

  /**
   * Asks for words, once. They are cleaned of whatever would be more than words, on the way too.
   *
   * @returns `null` where there is no answer in time, or none that is of use
   */
  async ask(
    use: LanguageUse,
    task: LanguageTask,
    { onText, signal }: Listener,
  ): Promise<string | null> {
    const { replicate } = this.#settings;
    const model = this.#modelFor(use);
    if (!replicate || model === null) return null;
    const turn = await this.#turns.take(signal);
    if (!turn) return null;
    const heard = { latest: '', told: '' };
    const tell = () => {
      const text = cleanAnswer(heard.latest);
      if (signal.aborted || text === heard.told) return;
      heard.told = text;
      onText(text);
    };
    const paced = new Paced(tell, () => paceMs);
    const hear = (soFar: string) => {
      heard.latest = soFar;
      paced.ask();
    };
    // Whoever gives up waits no longer; the model is told to stop, and that takes its time.
    const answer = askLanguageModel(replicate, model, task, { onText: hear, signal });
    void answer.then(turn.done);
    const said = await Promise.race([answer, aborted(signal)]);
    paced.stop();
    const text = said?.ok === true ? cleanAnswer(said.text) : '';
    return text === '' ? null : text;
  }

  #modelFor(use: LanguageUse): string | null {
    const { replicate, languageModel, captionModel } = this.#settings;
    if (replicate === null) return null;
    return use === 'write' ? languageModel : captionModel;
  }
}

async function aborted(signal: AbortSignal): Promise<null> {
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
  return null;
}
