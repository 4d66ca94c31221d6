/** How much of what is allowed a whole sentence must fill to be enough. */
const enough = 0.5;

/**
 * A text of at most `limit` characters (UTF-16 code units), cut after a sentence or else after a word,
 * and never within a character.
 */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, Math.max(0, limit)).replace(/[\ud800-\udbff]$/, '');
  const sentence =
    /^[\s\S]*[.!?…。！？](?=\s|$|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])/u.exec(head)?.[0] ??
    '';
  if (sentence.length >= limit * enough) return sentence.trimEnd();
  const isWordEnd = /^\s/.test(text.slice(head.length));
  const word = isWordEnd ? head : head.replace(/\s+\S*$/u, '');
  return word.replace(/[\s,;:–—-]+$/u, '');
}
