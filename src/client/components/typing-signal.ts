/** Milliseconds between two words that I am still writing. */
const every = 3_000;
/** Milliseconds without a change, or without the focus, after which I am not writing any more. */
const patience = 6_000;

type What = 'message' | 'prompt';

export type TypingSignal = ReturnType<typeof typingSignal>;

/**
 * Tells the others that I am writing: at most so often, and once when I stop.
 *
 * @param tell `null` for not any more
 */
export function typingSignal(tell: (what: What | null) => void) {
  let told: What | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(timer);
    toldAt = Number.NEGATIVE_INFINITY;
    if (told === null) return;
    told = null;
    tell(null);
  };

  return {
    /** The text changed by my hand. @param now milliseconds, of any clock that only goes forward */
    wrote(what: What, text: string, now: number): void {
      if (text.trim() === '') return stop();
      clearTimeout(timer);
      timer = setTimeout(stop, patience);
      if (told === what && now - toldAt < every) return;
      told = what;
      toldAt = now;
      tell(what);
    },
    stop,
  };
}
