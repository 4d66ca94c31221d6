import type { ImageSettings } from '../../protocol/image-request.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import type { Style } from '../../protocol/style.ts';
import type { Draft } from './draft.ts';

/** The styles that somebody chose for an image; those of the room's context are not among them. */
export function chosenStylesOf({ additions }: Pick<ImageRow, 'additions'>): Style[] {
  return additions
    .filter(({ kind, entry_id }) => kind === 'style' && entry_id === null)
    .map(({ name, text, negative_prompt }) => ({ name, text, negative_prompt }));
}

/** By what it is known in a draft that a style of the followed image is left out. Never an entry's id. */
export function inheritedKey({ name }: Pick<Style, 'name'>): string {
  return `style ${name}`;
}

/** What settings say of the things that go with their prompt, as a draft has it. */
export function additionsAsked({
  styles,
  context,
  without,
}: ImageSettings): Pick<Draft, 'styles' | 'context' | 'without'> {
  return { styles: [...styles], context: context !== 'none', without: [...without] };
}
