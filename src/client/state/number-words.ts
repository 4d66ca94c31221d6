/** Digits that are still read as a number. */
const readable = 15;

/** A whole number for people: "10,000"; of one with very many digits about how many. */
export function numberInWords(number: bigint): string {
  const digits = String(number);
  if (digits.length <= readable) return number.toLocaleString('en');
  return `about ${digits.charAt(0)} followed by ${digits.length - 1} zeros`;
}
