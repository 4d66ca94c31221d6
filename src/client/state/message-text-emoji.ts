const most = 6;
const single = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\u{FE0F}?)$/v;

/** Whether a message is nothing but a few emoji, which are then shown larger. */
export function isOnlyEmoji(text: string): boolean {
  const typed = text.replaceAll(/\s/g, '');
  // The longest single emoji has fewer than 40 units; no need to take a novel apart.
  if (typed === '' || typed.length > most * 40) return false;
  const parts = [...new Intl.Segmenter().segment(typed)];
  return parts.length <= most && parts.every(({ segment }) => single.test(segment));
}
