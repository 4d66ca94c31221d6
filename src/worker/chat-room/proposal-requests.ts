import { plainProposal } from '../../domain/language/plain-proposal.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import { limits } from '../../protocol/limits.ts';
import type { MessageRow } from '../../protocol/rows.ts';
import { beginDraft, whyPlain, wordsOfMessage } from './draft-proposal.ts';
import { messageOf, writeMessage } from './message-requests.ts';
import type { ProposalMessage } from './proposals.ts';
import { takeOut, writeChanged } from './remove-message.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

type Request<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;

/** Drafts a prompt from messages of this room, and shows it as a message of who asked. */
export function requestProposal(
  request: Request<'proposal_request'>,
  context: RequestContext,
): Answer {
  const { store, proposals, userId } = context;
  const { client_id } = request;
  if (!store.chat()) return refused('not_found', 'There is no such room.');
  if (messageOf(client_id, context)) {
    return refused('invalid', 'This client_id stands for a message already. Take another one.');
  }
  const messages = [...new Set(request.message_ids)].map((id) => store.get('message', id));
  const living = messages.filter((message) => message?.deleted_at === null);
  const chosen = living.filter((message) => message !== null);
  if (chosen.length < messages.length) {
    return refused('not_found', 'One of these messages is gone. Choose others.');
  }
  if (chosen.some((message) => !hasWords(message, context))) {
    return refused('invalid', 'One of these messages has no words. Choose others.');
  }
  const sources = chosen
    .toSorted((one, other) => one.seq - other.seq)
    .map(({ id, author_id }) => ({ message_id: id, author_id, taken_out_by: null }));
  if (proposals.writingOf(userId) >= limits.proposalsInWriting) {
    const words = `At most ${limits.proposalsInWriting} of your prompts can be in the writing. Wait until one is there.`;
    return refused('too_many', words);
  }
  const why = whyPlain(context);
  // Not "too fast": what is said again by itself would hold up whatever else this person says.
  if (why === 'too_often') {
    return refused('too_many', 'That were many drafts in a short time. Try again in a moment.');
  }
  const drafted = beginDraft(sources, 0, why, store);
  const row = writeMessage({ client_id, ...drafted }, context);
  proposals.note(row);
  return { ok: true, ack: { id: row.id, rev: row.rev } };
}

/** Gives a drafted prompt other words. What is still being written ends with that. */
export function editProposal(request: Request<'proposal_edit'>, context: RequestContext): Answer {
  const found = changeable(request.message_id, context);
  if (!found.ok) return found;
  const { message } = found;
  const { text } = request;
  const { proposal } = message;
  if (proposal.status === 'ready' && text === message.text) return granted(message);
  const edited = { ...proposal, status: 'ready' as const, edited_by: context.userId };
  return granted(writeChanged({ ...message, text, proposal: edited }, context));
}

/** Takes a message out of a drafted prompt: whoever wrote it may, whoever asked, and the owner. */
export function takeOutOfProposal(
  request: Request<'proposal_take_out'>,
  context: RequestContext,
): Answer {
  const { store, userId } = context;
  const found = changeable(request.message_id, context);
  if (!found.ok) return found;
  const { message } = found;
  const isIt = ({ message_id }: { message_id: string }) => message_id === request.source_id;
  const source = message.proposal.sources.find(isIt);
  if (!source) return refused('not_found', 'This prompt was not drafted from that message.');
  if (![source.author_id, message.author_id, store.chat()?.owner_id].includes(userId)) {
    const words =
      'Only who wrote a message, who asked for the prompt, or who owns the room, can take it out.';
    return refused('not_allowed', words);
  }
  if (source.taken_out_by !== null) return granted(message);
  return granted(takeOut(source.message_id, message, context));
}

/** The drafted prompt that images are asked for with; or why they cannot be. */
export function proposalToUse(
  messageId: string | null,
  { proposals }: RequestContext,
): { ok: true; proposal: ProposalMessage | null } | (Answer & { ok: false }) {
  if (messageId === null) return { ok: true, proposal: null };
  const proposal = proposals.get(messageId);
  if (!proposal) return gone();
  return proposal.proposal.status === 'writing'
    ? refused('not_allowed', 'This prompt is still being written. Wait a moment.')
    : { ok: true, proposal };
}

/** From now on the draft stays as it is: an image tells of it. */
export function useProposal(message: ProposalMessage | null, context: RequestContext): void {
  if (!message || message.proposal.status === 'used') return;
  writeChanged({ ...message, proposal: { ...message.proposal, status: 'used' } }, context);
}

function hasWords(message: MessageRow, { store }: RequestContext): boolean {
  return plainProposal([{ author: '', text: wordsOfMessage(message, store) }]) !== '';
}

function changeable(
  messageId: string,
  { proposals }: RequestContext,
): { ok: true; message: ProposalMessage } | (Answer & { ok: false }) {
  const message = proposals.get(messageId);
  if (!message) return gone();
  if (message.proposal.status === 'used') {
    return refused('not_allowed', 'A picture was made with this prompt. Draft another one.');
  }
  return { ok: true, message };
}

function granted({ id, rev }: MessageRow): Answer {
  return { ok: true, ack: { id, rev } };
}

function gone(): Answer & { ok: false } {
  return refused('not_found', 'That drafted prompt is gone.');
}
