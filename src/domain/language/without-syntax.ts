/**
 * A text of which nothing is taken for more than words where prompts are written: braces would be
 * choices (`{red|blue}` asks for two pictures), a slash at the beginning a command, and words that
 * begin with dashes parameters (`--ar 3:2`).
 */
export function withoutSyntax(text: string): string {
  return text
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll(/(?<=^|\s)(?:--|[—–])+(?=\p{L})/gu, '')
    .replace(/^[\s/]+/, '');
}
