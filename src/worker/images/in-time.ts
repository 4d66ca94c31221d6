/**
 * Work of the Images binding, as long as somebody can be asked to wait. Throws where it takes longer.
 *
 * @param patienceMs milliseconds
 */
export async function inTime<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Images took too long.')), patienceMs);
  });
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
