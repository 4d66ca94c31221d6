import type { StyleChoice } from './style-choice.ts';

/** Styles under one heading. */
export interface StyleGroupView {
  title: string;
  styles: StyleChoice[];
}

/**
 * The styles that are searched for, under their headings, in the order in which they come: every word
 * of the search is in the name, the words or the kind. Nothing is left of a heading without any.
 */
export function styleGroupsOf(choices: readonly StyleChoice[], search: string): StyleGroupView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ name, text, about }) => {
    const said = `${name} ${text} ${about}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  return [...Map.groupBy(found, ({ about }) => about)].map(([title, styles]) => ({
    title,
    styles,
  }));
}
