import type { Proposal } from '../../../src/protocol/proposal.ts';
import type { MessageRow } from '../../../src/protocol/rows.ts';
import { ana, idOf, message } from './builders.ts';

/** A drafted prompt, as it is while a model writes it. */
export function proposal(change: Partial<Proposal> = {}): Proposal {
  return {
    status: 'writing',
    written_by: 'model',
    reason: null,
    sources: [],
    edited_by: null,
    round: 1,
    ...change,
  };
}

/** A message that a prompt was drafted from. */
export function source(name: string, author_id: string, taken_out_by: string | null = null) {
  return { message_id: idOf(name), author_id, taken_out_by };
}

/** Ana's message with a drafted prompt. */
export function drafted(
  name: string,
  seq: number,
  change: Partial<Proposal> = {},
  text = '',
): MessageRow {
  return message(name, seq, { author_id: ana, text, proposal: proposal(change) });
}
