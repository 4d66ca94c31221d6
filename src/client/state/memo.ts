/** Makes something anew only where what it is made of is another thing than the last time. */
export function memo<const I extends readonly unknown[], R>(
  make: (...inputs: I) => R,
): (...inputs: I) => R {
  let last: { inputs: I; made: R } | null = null;
  return (...inputs) => {
    const isSame = last?.inputs.every((input, at) => input === inputs[at]) ?? false;
    if (last === null || !isSame) last = { inputs, made: make(...inputs) };
    return last.made;
  };
}
