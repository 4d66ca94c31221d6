/**
 * Paces what many ask for: it runs at once, and then once more for all who asked meanwhile, never
 * before a pause is over and never twice at a time.
 *
 * @param run what is asked for; has to take its failures itself
 * @param pause milliseconds between two beginnings
 */
export function paced(run: () => Promise<void>, pause: number): () => void {
  let resting = false;
  let asked = false;
  const begin = async () => {
    resting = true;
    asked = false;
    const pauseIsOver = new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
    await run();
    await pauseIsOver;
    resting = false;
    if (asked) void begin();
  };
  return () => {
    if (resting) asked = true;
    else void begin();
  };
}
