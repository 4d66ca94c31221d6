import type { MessageRow } from '../../protocol/rows.ts';
import { beginDraft, whyPlain } from './draft-proposal.ts';
import type { ProposalMessage } from './proposals.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Makes a message a tombstone: the image that it asked for goes with it, and its words go out of the
 * prompts that were drafted from it and not used yet.
 */
export function removeMessage(message: MessageRow, context: RequestContext): MessageRow {
  const { store, jobs, proposals, userId, commit, now } = context;
  const image = message.image_id === null ? null : store.get('image', message.image_id);
  if (image) jobs.remove(image, userId, commit, now);
  const row = writeChanged(
    { ...message, text: '', mentions: [], reactions: [], proposal: null, deleted_at: now },
    context,
  );
  for (const proposal of proposals.madeFrom(message.id)) takeOut(message.id, proposal, context);
  return row;
}

/**
 * Takes a message out of a drafted prompt, and drafts it anew without it, whatever somebody has made
 * of its words since. With its last message a draft goes as a whole.
 */
export function takeOut(
  sourceId: string,
  message: ProposalMessage,
  context: RequestContext,
): MessageRow {
  const { proposal } = message;
  const sources = proposal.sources.map((source) =>
    source.message_id === sourceId ? { ...source, taken_out_by: context.userId } : source,
  );
  if (sources.every(({ taken_out_by }) => taken_out_by !== null)) {
    return removeMessage(message, context);
  }
  const drafted = beginDraft(sources, proposal.round + 1, whyPlain(context), context.store);
  return writeChanged({ ...message, ...drafted }, context);
}

/** Writes a message that is another one now, and tells of it. */
export function writeChanged(
  message: MessageRow,
  { store, proposals, commit, now }: Pick<RequestContext, 'store' | 'proposals' | 'commit' | 'now'>,
): MessageRow {
  const row = store.put('message', { ...message, updated_at: now });
  if (row.proposal || row.deleted_at !== null) proposals.note(row);
  commit.change({ kind: 'message', row });
  return row;
}
