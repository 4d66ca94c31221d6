/** What the index has as words: letters and digits of any script. All else only parts them. */
const wordCharacter = /[\p{L}\p{N}\p{Co}]/u;

/**
 * What somebody typed, as an expression of FTS5: words have to stand there all, those in quotation
 * marks side by side, and the last word may be a beginning. Each is quoted, so nothing that is typed
 * has a meaning of its own.
 *
 * @returns `null` where there is no word in it
 */
export function searchExpression(typed: string): string | null {
  const plain = typed
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replaceAll(/[“”„«»]/g, '"');
  const found = [...plain.matchAll(/"([^"]*)("?)|[^\s"]+/g)]
    // A quotation that is still open is still being typed.
    .map(([whole, quoted, end]) => ({ text: quoted ?? whole, isDone: end === '"' }))
    .filter(({ text }) => wordCharacter.test(text));
  if (found.length === 0) return null;
  return found
    .map(({ text, isDone }, at) => {
      // One letter begins half of all that was ever said, to everybody's cost.
      const isLongEnough = !/^[a-z0-9]$/i.test(text);
      const mayGoOn = at === found.length - 1 && !isDone && isLongEnough;
      return `"${text.trim()}"${mayGoOn ? ' *' : ''}`;
    })
    .join(' AND ');
}
