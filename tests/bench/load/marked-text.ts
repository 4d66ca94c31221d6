/** Opens a mark. Nothing else in any system's frames has this character: ids are base64url or hex. */
const opens = '~';
const senderDigits = 4;
const numberDigits = 8;
const zero = 48;

/** As long as people's messages are. */
const textLength = 80;
const padding = 'and so on '.repeat(textLength / 10);

/** A message's text, which carries who sent it and the how-manieth of theirs it is, from 0. */
export function markedText(sender: number, number: number): string {
  const who = String(sender).padStart(senderDigits, '0');
  const which = String(number).padStart(numberDigits, '0');
  return `${opens}${who}${which} ${padding}`.slice(0, textLength);
}

/**
 * Finds the marks in a frame, without parsing it: the load must cost little beside the server.
 *
 * @param found is told of each, in their order
 */
export function findMarks(frame: string, found: (sender: number, number: number) => void): void {
  let at = frame.indexOf(opens);
  while (at !== -1) {
    found(digits(frame, at + 1, senderDigits), digits(frame, at + 1 + senderDigits, numberDigits));
    at = frame.indexOf(opens, at + textLength);
  }
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) value = value * 10 + text.charCodeAt(at) - zero;
  return value;
}
