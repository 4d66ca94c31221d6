import type { ImageKind, ImageRow } from '../../protocol/rows.ts';

/** Where an image comes from, as its caption says it. */
export interface ImageOrigin {
  /** "Variation of Mira's picture". */
  words: string;
  /** A small one of what it comes from; empty where that is not here any more. */
  thumbnail: string;
  /** The message with what it comes from; `null` where nobody knows it here. */
  message_id: string | null;
}

/** What is known of the image that another one comes from. */
export interface KnownParent {
  /** `undefined` where it is not here. */
  row: ImageRow | undefined;
  /** Whether it was deleted, as far as is known. */
  gone: boolean;
}

export interface OriginContext {
  me: string;
  nameOf: (personId: string) => string;
}

const ways: Record<ImageKind, string> = {
  original: 'From',
  variation: 'Variation of',
  remix: 'Remix of',
  edit: 'Edit of',
  upscale: 'Upscaled from',
  reference: 'From',
  follow_up: 'Follow-up to',
  upload: 'From',
};

/** Where an image comes from, in words; `null` for one that was made from words alone. */
export function imageOrigin(
  { kind, parent_id, images }: Pick<ImageRow, 'kind' | 'parent_id' | 'images'>,
  { row, gone }: KnownParent,
  context: OriginContext,
): ImageOrigin | null {
  if (parent_id === null) return null;
  const known = row && {
    thumbnail: row.thumbnail_url ?? row.url ?? '',
    message_id: row.message_id,
  };
  const where = known ?? { thumbnail: '', message_id: null };
  if (kind === 'reference' && images.length > 1) {
    return { words: `With ${images.length} pictures`, ...where };
  }
  return { words: `${ways[kind]} ${whose(row, gone, context)}`, ...where };
}

function whose(row: ImageRow | undefined, gone: boolean, { me, nameOf }: OriginContext): string {
  if (gone) return 'a picture that was deleted';
  if (!row) return 'an earlier picture';
  return row.requested_by === me ? 'your picture' : `${nameOf(row.requested_by)}’s picture`;
}
