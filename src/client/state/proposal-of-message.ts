import type { ImageRow, MessageRow } from '../../protocol/rows.ts';
import type { MessageChange, PendingRequest } from './chat-state.ts';
import {
  proposalView,
  type KnownSource,
  type ProposalContext,
  type ProposalParts,
  type ProposalView,
} from './proposal-view.ts';

/** What is known of a drafted prompt besides its row. */
export type ProposalNow = Pick<ProposalParts, 'drafted' | 'sources' | 'made'>;

/** A drafted prompt as it will be once what I asked for is done. */
export function withProposalChange(
  row: MessageRow,
  change: Extract<MessageChange, { kind: 'proposal_edit' | 'take_out' }>,
  me: string,
): MessageRow {
  const { proposal } = row;
  if (!proposal) return row;
  if (change.kind === 'proposal_edit') {
    return { ...row, text: change.text, proposal: { ...proposal, edited_by: me } };
  }
  const sources = proposal.sources.map((source) =>
    source.message_id === change.source_id ? { ...source, taken_out_by: me } : source,
  );
  return { ...row, proposal: { ...proposal, sources } };
}

/**
 * Whether a prompt can be drafted from a message: it has words of its own. An upload has none, and
 * what was drafted from others is theirs.
 */
export function canDraft({ proposal, text }: MessageRow, image: ImageRow | undefined): boolean {
  if (proposal !== null) return false;
  return (image?.prompt ?? text).trim() !== '';
}

/** The drafted prompt that a message is; `null` where it is none. */
export function proposalOf(
  row: MessageRow,
  now: ProposalNow,
  context: ProposalContext,
): ProposalView | null {
  const { proposal, text, author_id } = row;
  if (!proposal) return null;
  return proposalView({ proposal, text, author: author_id, ...now, sent: true }, context);
}

/** A prompt that I asked to be drafted a moment ago. */
export function pendingProposal(
  { sources, refusal }: PendingRequest,
  known: readonly KnownSource[],
  context: ProposalContext,
): ProposalView | null {
  if (sources.length === 0 || refusal !== null) return null;
  const proposal = {
    status: 'writing' as const,
    written_by: 'room' as const,
    reason: null,
    sources: sources.map((message_id, at) => ({
      message_id,
      author_id: known[at]?.row?.author_id ?? '',
      taken_out_by: null,
    })),
    edited_by: null,
    round: 0,
  };
  const now = { drafted: undefined, sources: known, made: undefined };
  return proposalView({ proposal, text: '', author: context.me, ...now, sent: false }, context);
}
