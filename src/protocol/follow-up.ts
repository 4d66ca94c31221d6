/**
 * How people begin when they go on from the last image: "same but at night". What is caught is left
 * out of the prompt, since the words of before stand in its place.
 */
const openers: readonly RegExp[] = [
  /^(?:the\s+|exactly\s+the\s+)?same(?:\s+(?:picture|image|scene|one|thing|again|as\s+before))?\s*(?:[,:;–—-]\s*)?(?:but|only|just|except)\b[\s,]*/iu,
  /^(?:the\s+)?same(?:\s+(?:picture|image|scene|one|thing|again|as\s+before))?\s*(?:[,:;–—-]\s*)?(?=(?:with|without|in|at|as|from|by|during|under|on)\b)/iu,
  /^(?:once\s+(?:more|again)|again|like\s+(?:that|this|before))\s*(?:[,:;–—-]\s*)?(?:but|only|just)\b[\s,]*/iu,
  /^(?:once\s+(?:more|again)|again)\s*(?:[,:;–—-]\s*)?(?=(?:with|without|in|at|as|from|by|during|under)\b)/iu,
  /^(?:das\s*selbe|das\s+gleiche|gleiches?|nochmal|noch\s+einmal)(?:\s+(?:bild|motiv))?\s*,?\s*(?:aber|nur)\b[\s,]*/iu,
  /^(?:la\s+même|le\s+même|pareil|la\s+misma|el\s+mismo|lo\s+mismo|igual|lo\s+stesso|la\s+stessa)(?:\s+(?:image|imagen|chose|immagine))?\s*,?\s*(?:mais|pero|ma)(?!\p{L})[\s,]*/iu,
];

/** How many characters at the beginning of a prompt say that it goes on from the last image; 0 for none. */
function openerLength(prompt: string): number {
  const text = prompt.trimStart();
  const found = openers.map((opener) => opener.exec(text)?.[0].length ?? -1);
  const length = Math.max(...found);
  const isAll = length >= text.trimEnd().length;
  return length < 1 || isAll ? 0 : length;
}

/** Whether a prompt is a follow-up by its own words, such as "same but at night". */
export function isFollowUp(prompt: string): boolean {
  return openerLength(prompt) > 0;
}

/** What a follow-up changes: "at night" of "same but at night"; all of it where nothing opens it. */
export function changeOf(prompt: string): string {
  const text = prompt.trim();
  return text.slice(openerLength(text));
}
