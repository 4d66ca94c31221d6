import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import { isFinished } from './apply-server-message.ts';
import {
  messageOf,
  type ChatState,
  type MessageChange,
  type PendingRequest,
} from './chat-state.ts';
import type { KnownParent } from './image-origin.ts';
import type { ItemParts, PendingParts } from './item-of-message.ts';
import type { KnownSource } from './proposal-view.ts';
import { lineageOf } from './request-outcome.ts';

const noSources: readonly KnownSource[] = [];

/** Everything that the entry of a row is made of. @param firstMade see `firstMadeWith` */
export function partsOf(
  row: MessageRow,
  changes: readonly MessageChange[],
  state: ChatState,
  firstMade: ReadonlyMap<string, ImageRow>,
): ItemParts {
  const image = row.image_id === null ? undefined : state.images.get(row.image_id);
  const progress = image && !isFinished(image.status) ? state.progress.get(image.id) : undefined;
  const waits = image?.status === 'pending';
  const service = waits ? (state.service?.status ?? 'available') : 'available';
  const canceling = state.canceling.some(({ image_id }) => image_id === image?.id);
  const [quoted, quotedImage] = quotedBy(row.reply_to, state);
  const { row: parent, gone: parentGone } = parentOf(image?.parent_id ?? null, state);
  const now = { progress, service, canceling, parent, parentGone };
  const usedProposal = image?.proposal_id ? messageOf(state, image.proposal_id) : undefined;
  const proposal = {
    drafted: row.proposal?.status === 'writing' ? state.drafted.get(row.id) : undefined,
    sources: knownSources(
      row.proposal?.sources.map(({ message_id }) => message_id),
      state,
    ),
    made: row.proposal ? firstMade.get(row.id) : undefined,
  };
  return { row, image, ...now, quoted, quotedImage, usedProposal, ...proposal, changes };
}

function knownSources(
  ids: readonly string[] | undefined,
  state: ChatState,
): readonly KnownSource[] {
  if (!ids || ids.length === 0) return noSources;
  return ids.map((id) => {
    const [row, image] = quotedBy(id, state);
    return { row, image };
  });
}

/** The first image that was asked for with each drafted prompt, by the id of its message. */
export function firstMadeWith(images: ChatState['images']): ReadonlyMap<string, ImageRow> {
  const made = new Map<string, ImageRow>();
  for (const image of images.values()) {
    if (image.proposal_id === null) continue;
    const known = made.get(image.proposal_id);
    if (!known || image.created_at < known.created_at) made.set(image.proposal_id, image);
  }
  return made;
}

function parentOf(id: string | null, state: ChatState): KnownParent {
  if (id === null) return { row: undefined, gone: false };
  return { row: state.images.get(id), gone: state.deletedImages.has(id) };
}

/** What an entry that is no row yet is made of besides its request. */
export function pendingParts(
  { reply_to, settings, sources }: PendingRequest,
  state: ChatState,
): PendingParts {
  const [quoted, quotedImage] = quotedBy(reply_to, state);
  const parentId = settings && lineageOf(settings).parent_id;
  const [first] = settings?.images ?? [];
  const source = first && 'image_id' in first ? state.images.get(first.image_id) : undefined;
  const proposal = settings?.proposal_id ? messageOf(state, settings.proposal_id) : undefined;
  const known = knownSources(sources, state);
  const from = { parent: parentOf(parentId, state), source, proposal };
  return { quoted, quotedImage, sources: known, ...from };
}

/** Whether both make the same entry; of the same row. */
export function sameParts(a: ItemParts, b: ItemParts): boolean {
  return (
    a.image === b.image &&
    a.parent === b.parent &&
    a.parentGone === b.parentGone &&
    a.progress === b.progress &&
    a.service === b.service &&
    a.canceling === b.canceling &&
    a.quoted === b.quoted &&
    a.quotedImage === b.quotedImage &&
    a.usedProposal === b.usedProposal &&
    a.drafted === b.drafted &&
    a.made === b.made &&
    sameSources(a.sources, b.sources) &&
    a.changes.length === b.changes.length &&
    a.changes.every((change, index) => change === b.changes[index])
  );
}

function sameSources(a: readonly KnownSource[], b: readonly KnownSource[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ row, image }, at) => row === b[at]?.row && image === b[at]?.image)
  );
}

function quotedBy(
  id: string | null,
  state: ChatState,
): [MessageRow | undefined, ImageRow | undefined] {
  const row = id === null ? undefined : messageOf(state, id);
  const image = row?.image_id ? state.images.get(row.image_id) : undefined;
  return [row, image];
}
