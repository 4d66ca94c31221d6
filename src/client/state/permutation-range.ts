/** Numbers or letters from one to another. */
export interface Range {
  count: bigint;
  /** The first of them, in order; all where there are no more. */
  first: (most: number) => string[];
}

/** So long a number is more than anybody counts pictures by. */
const numbers = /^\s*(-?\d{1,15})\.\.(-?\d{1,15})(?::(\d{1,15}))?\s*$/;
const letters = /^\s*(?:([a-z])\.\.([a-z])|([A-Z])\.\.([A-Z]))(?::(\d{1,15}))?\s*$/;

/**
 * Reads what stands between the braces of a range: `1..4`, `9..1:2` with a step, `a..e`. Numbers that
 * begin with a zero are all of one length. `null` where it is none.
 */
export function rangeOf(inner: string): Range | null {
  const [, from = '', to = '', step] = numbers.exec(inner) ?? [];
  if (from !== '') {
    const isPadded = [from, to].some((end) => /^0\d/.test(end));
    const length = isPadded ? Math.max(from.length, to.length) : 0;
    const name = (number: bigint) => String(number).padStart(number < 0n ? 0 : length, '0');
    return range(BigInt(from), BigInt(to), step, name);
  }
  const [, low, lowTo, high, highTo, letterStep] = letters.exec(inner) ?? [];
  const [first, last] = [low ?? high, lowTo ?? highTo];
  if (first === undefined || last === undefined) return null;
  const name = (code: bigint) => String.fromCharCode(Number(code));
  return range(codeOf(first), codeOf(last), letterStep, name);
}

function range(
  from: bigint,
  to: bigint,
  step = '1',
  name: (value: bigint) => string,
): Range | null {
  const width = BigInt(step);
  if (width === 0n) return null;
  const distance = to < from ? from - to : to - from;
  const count = distance / width + 1n;
  const stride = to < from ? -width : width;
  const first = (most: number) => {
    const length = count < BigInt(most) ? Number(count) : most;
    return Array.from({ length }, (_, index) => name(from + stride * BigInt(index)));
  };
  return { count, first };
}

function codeOf(letter: string): bigint {
  return BigInt(letter.charCodeAt(0));
}
