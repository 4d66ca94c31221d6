import type { ImageRow } from '../../protocol/rows.ts';
import type { Style } from '../../protocol/style.ts';
import { pictureOfOurs, type StyleChoice } from '../state/styles/style-choice.ts';
import type { DraftStore } from './draft-store.ts';
import type { Stores } from './stores.ts';

/** Chooses styles for the next pictures. They stay until they are taken off. */
export function setStyles(draft: DraftStore, styles: readonly Style[]): void {
  draft.styles = [...styles];
  const { styles: _settled, ...errors } = draft.errors;
  draft.errors = errors;
  draft.save();
}

/** Every style that can be chosen: the room's, one's own, and ours. */
export function styleChoices({ chat, styles }: Stores): StyleChoice[] {
  // Those that always go with a prompt are not chosen.
  const room = [...chat.entries.values()].filter(
    ({ kind, always, deleted_at }) => kind === 'style' && !always && deleted_at === null,
  );
  return [
    ...room.map((entry) => ({
      ...wordsOf(entry),
      key: `room:${entry.id}`,
      id: entry.id,
      of: 'room' as const,
      about: 'This room',
      picture: pictureIn(chat.images, entry),
    })),
    ...styles.mine.map((kept) => ({
      ...wordsOf(kept),
      key: `mine:${kept.id}`,
      id: kept.id,
      of: 'mine' as const,
      about: 'Yours',
      picture: kept.image_url ?? pictureIn(chat.images, kept),
    })),
    ...styles.ours.map((our) => ({
      ...wordsOf(our),
      key: `ours:${our.id}`,
      id: our.id,
      of: 'ours' as const,
      about: our.about,
      picture: pictureOfOurs(our.id),
    })),
  ];
}

function wordsOf({ name, text, negative_prompt }: Style): Style {
  return { name, text, negative_prompt };
}

/** The newest picture of the room that was made in a style. */
function pictureIn(images: ReadonlyMap<string, ImageRow>, { name, text }: Style): string {
  let newest: ImageRow | null = null;
  for (const image of images.values()) {
    const isOfIt = image.additions.some(
      (one) => one.kind === 'style' && one.name === name && one.text === text,
    );
    if (isOfIt && image.url !== null && image.deleted_at === null) {
      if (newest === null || image.created_at > newest.created_at) newest = image;
    }
  }
  return newest?.thumbnail_url ?? newest?.url ?? '';
}
