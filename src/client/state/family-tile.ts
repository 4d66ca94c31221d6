import type { ImageKind, ImageRow } from '../../protocol/rows.ts';
import type { ImageProgress } from '../../protocol/server-message.ts';
import { avatarOf, initialOf } from './words.ts';

/** A small picture that stands for an image among its relations. */
export interface FamilyTile {
  id: string;
  /** `gone`: deleted. */
  state: 'there' | 'making' | 'gone';
  /** What is seen of it; empty where there is nothing yet. */
  thumbnail: string;
  /** How far it is, while it is made. */
  pill: string;
  initial: string;
  avatar: string;
  /** "Teo, vary". */
  label: string;
  /** The same with its prompt, for who cannot see it. */
  words: string;
}

const kindWords: Record<ImageKind, string> = {
  original: '',
  variation: 'vary',
  remix: 'remix',
  edit: 'edit',
  upscale: 'upscale',
  reference: 'after',
  follow_up: 'next',
  upload: 'added',
};

/** Puts an image into a tile. */
export function familyTile(
  row: ImageRow,
  progress: ImageProgress | undefined,
  nameOf: (personId: string) => string,
): FamilyTile {
  const isGone = row.deleted_at !== null;
  const isThere = row.status === 'completed' && row.url !== null;
  const author = nameOf(row.requested_by);
  const label = isGone ? 'deleted' : [author, kindWords[row.kind]].filter(Boolean).join(', ');
  return {
    id: row.id,
    state: isGone ? 'gone' : isThere ? 'there' : 'making',
    thumbnail: (isThere ? (row.thumbnail_url ?? row.url) : progress?.preview) ?? '',
    pill: isGone || isThere ? '' : pillOf(progress),
    initial: initialOf(author),
    avatar: avatarOf(row.requested_by),
    label,
    words: row.prompt === '' ? label : `${label}: ${row.prompt}`,
  };
}

function pillOf(progress: ImageProgress | undefined): string {
  if (progress?.status !== 'processing') return 'Waiting';
  const measured = progress.progress !== null && !progress.estimated;
  return measured ? `${Math.floor(progress.progress ?? 0)}%` : 'Making';
}
