import { limits } from '../../protocol/limits.ts';
import { withoutHidden } from './hidden-characters.ts';
import { shortened } from './shorten.ts';
import { withoutSyntax } from './without-syntax.ts';

/** Characters of an answer that are looked at: more is no prompt. */
const mostRead = 6_000;

/** What models begin with although they were asked not to; each as a paragraph or line of its own. */
const leadIn =
  /^(?:sure|certainly|of course|absolutely|okay|ok|here(?: is|'s|’s| are))\b[^\n]{0,120}(?::|[.!](?=\n))\s*/i;

/** "Prompt:", "**Image prompt:**", "Final answer —" at the beginning. */
const label =
  /^[\s*_#>-]*(?:(?:final|image|picture|drafted|richer|short)\s+)?(?:prompt|description|caption|answer|output)[\s*_]*[:：][\s*_]*/i;

const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
  ['「', '」'],
  ['`', '`'],
  ['**', '**'],
];

/**
 * What a model said, as a prompt: the first paragraph that is one, without what stands around it, at
 * most `limit` characters. Nothing in it is read as an instruction of ours: no choices in braces, no
 * parameters, no command, no characters that cannot be seen.
 *
 * @returns an empty text where nothing is left
 */
export function cleanAnswer(text: string, limit: number = limits.promptLength): string {
  let clean = withoutHidden(text.slice(0, mostRead));
  clean = clean.replaceAll(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi, '\n');
  // What one step uncovers the next may have to take away; each makes it shorter.
  for (;;) {
    const next = shortened(onceCleaned(clean), limit);
    if (next === clean) return next;
    clean = next;
  }
}

function onceCleaned(text: string): string {
  const bare = withoutFences(text).trim().replace(leadIn, '').replace(label, '');
  const [paragraph = ''] = bare
    .split(/\n\s*\n/)
    .map((part) => part.replaceAll(/\s+/gu, ' ').trim())
    .filter((part) => part !== '');
  return withoutSyntax(unquoted(paragraph)).trim();
}

/** What stands between code fences, where there are any. */
function withoutFences(text: string): string {
  const inside = /```[\w-]*\n?([\s\S]*?)(?:```|$)/.exec(text)?.[1]?.trim() ?? '';
  return inside === '' ? text.replaceAll('```', '') : inside;
}

function unquoted(text: string): string {
  let left = text;
  for (;;) {
    const inside = left;
    const pair = quotes.find(
      ([open, close]) =>
        inside.length >= open.length + close.length &&
        inside.startsWith(open) &&
        inside.endsWith(close),
    );
    if (!pair) return inside;
    left = inside.slice(pair[0].length, -pair[1].length).trim();
  }
}
