/**
 * Characters that nobody sees, or that turn the order of others around: controls, marks of direction,
 * tags and the selectors in which text can be hidden, private and half characters. The two joiners
 * stay: emoji and several scripts are written with them.
 */
const hidden =
  /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cs}\u{e0100}-\u{e01ef}]|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;

/** A text without them. Line breaks stay, other controls become a space. */
export function withoutHidden(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(hidden, '');
}
