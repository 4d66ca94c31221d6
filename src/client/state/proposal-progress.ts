import type { ProposalProgress } from '../../protocol/proposal.ts';
import { messageOf, type ChatState } from './chat-state.ts';

/** Takes over how far a prompt is that is being drafted, where it is here and not further already. */
export function withProposalProgress(state: ChatState, update: ProposalProgress): ChatState {
  const before = state.drafted.get(update.message_id);
  if (isOver(state, update) || (before && before.round > update.round)) return state;
  const drafted = new Map(state.drafted);
  drafted.set(update.message_id, update);
  return { ...state, drafted };
}

/** Drops the words of prompts whose rows have them by now, or that were begun anew. */
export function withoutDrafted(state: ChatState): ChatState {
  const over = [...state.drafted.values()].filter((update) => isOver(state, update));
  if (over.length === 0) return state;
  const drafted = new Map(state.drafted);
  for (const { message_id } of over) drafted.delete(message_id);
  return { ...state, drafted };
}

/** Whether nobody waits for these words any more. */
function isOver(state: ChatState, { message_id, round }: ProposalProgress): boolean {
  const proposal = messageOf(state, message_id)?.proposal;
  return !proposal || proposal.status !== 'writing' || proposal.round > round;
}
