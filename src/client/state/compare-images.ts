import type { ImageFact } from './image-facts.ts';

/** A setting of two images. */
export interface ComparedFact {
  name: string;
  /** A dash where one does not have it. */
  left: string;
  right: string;
  differs: boolean;
}

/** What two images have in common and what not: what differs comes first, in the order of the facts. */
export function compareFacts(
  left: readonly ImageFact[],
  right: readonly ImageFact[],
): ComparedFact[] {
  const names = [...new Set([...left, ...right].map(({ name }) => name))];
  const value = (facts: readonly ImageFact[], name: string) =>
    facts.find((fact) => fact.name === name)?.value ?? '–';
  const compared = names.map((name) => {
    const [one, other] = [value(left, name), value(right, name)];
    return { name, left: one, right: other, differs: one !== other };
  });
  return [
    ...compared.filter(({ differs }) => differs),
    ...compared.filter(({ differs }) => !differs),
  ];
}
