import type { TalkMessage } from '../../domain/language/proposal-task.ts';
import { plainProposal } from '../../domain/language/plain-proposal.ts';
import type { Proposal } from '../../protocol/proposal.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import type { RequestContext } from './request-context.ts';
import type { RoomStore } from './room-store.ts';

type Sources = Proposal['sources'];

/** What a drafted prompt's message says of it. */
export type Drafted = Pick<MessageRow, 'text'> & { proposal: Proposal };

type WhyPlain = 'not_configured' | 'too_often';

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
 * Why no model is to write a draft now: there is none, or this person had them asked too often.
 * Where one is to, it is taken as asked.
 */
export function whyPlain({
  language,
  userId,
  now,
}: Pick<RequestContext, 'language' | 'userId' | 'now'>): WhyPlain | null {
  if (language.missing('write') !== null) return 'not_configured';
  return language.mayAsk(userId, now) ? null : 'too_often';
}

/** Begins a draft: a language model is to write it, or it is there at once. */
export function beginDraft(
  sources: Sources,
  round: number,
  why: WhyPlain | null,
  store: RoomStore,
): Drafted {
  if (why !== null) {
    return plainDraft(sources, round, why === 'too_often' ? 'failed' : why, store);
  }
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
