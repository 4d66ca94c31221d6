/** The middle one of some numbers; `NaN` of none. */
export function median(numbers: number[]): number {
  return percentile(numbers, 0.5);
}

/** The number that so large a share of them lies below, from 0 to 1; `NaN` of none. */
export function percentile(numbers: number[], share: number): number {
  const place = Math.min(numbers.length - 1, Math.floor(numbers.length * share));
  return numbers.toSorted((a, b) => a - b)[place] ?? Number.NaN;
}
