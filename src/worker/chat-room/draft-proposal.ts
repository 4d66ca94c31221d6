import type { TalkMessage } from '../../domain/language/proposal-task.ts';
import { plainProposal } from '../../domain/language/plain-proposal.ts';
import type { Proposal } from '../../protocol/proposal.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import type { RequestContext } from './request-context.ts';
import type { RoomStore } from './room-store.ts';

type Sources = Proposal['sources'];

/** What a drafted prompt's message says of it. */
export type Drafted = Pick<MessageRow, 'text'> & { proposal: Proposal };

type DraftContext = Pick<RequestContext, 'store' | 'language' | 'userId' | 'now'>;

/** The words of a message: its text, or the prompt of the image that it asks for. */
export function wordsOfMessage({ text, image_id }: MessageRow, store: RoomStore): string {
  return image_id === null ? text : (store.get('image', image_id)?.prompt ?? '');
}

/**
 * What people say in those of these messages that were not taken out, as it stands now: an edited
 * message counts as it reads.
 */
export function talkOf(sources: Sources, store: RoomStore): TalkMessage[] {
  return sources.flatMap(({ message_id, author_id, taken_out_by }) => {
    const message = store.get('message', message_id);
    if (taken_out_by !== null || !message || message.deleted_at !== null) return [];
    const author = store.get('member', author_id)?.name ?? 'Somebody';
    return [{ author, text: wordsOfMessage(message, store) }];
  });
}

/** A prompt of the words of its messages alone, and why no model wrote it. */
export function plainDraft(
  sources: Sources,
  round: number,
  reason: NonNullable<Proposal['reason']>,
  store: RoomStore,
): Drafted {
  const text = plainProposal(talkOf(sources, store));
  return {
    text,
    proposal: { status: 'ready', written_by: 'room', reason, sources, edited_by: null, round },
  };
}

/**
 * Begins a draft: a language model is to write it where there is one that may be asked, else it is
 * there at once.
 */
export function beginDraft(
  sources: Sources,
  round: number,
  { store, language, userId, now }: DraftContext,
): Drafted {
  if (language.missing('write') !== null)
    return plainDraft(sources, round, 'not_configured', store);
  if (!language.mayAsk(userId, now)) return plainDraft(sources, round, 'failed', store);
  const proposal: Proposal = {
    status: 'writing',
    written_by: 'model',
    reason: null,
    sources,
    edited_by: null,
    round,
  };
  return { text: '', proposal };
}
