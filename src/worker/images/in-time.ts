/**
 * Work of the Images binding, as long as somebody can be asked to wait. Throws where it takes longer.
 *
 * @param patienceMs milliseconds
 */
export async function inTime<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  let stop = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error('Images took too long.')), patienceMs);
    stop = () => clearTimeout(timer);
  });
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    stop();
  }
}
