import type { LedgerCall } from '../ledger.ts';
import { stateAt } from '../predictions/prediction-state.ts';
import type { SimulatorParts } from '../simulator-env.ts';

/**
 * All that was asked and sent, for those who check somebody's books: every call but the polling,
 * which is counted, and each prediction with what became of it, oldest first.
 */
export function viewLedger(parts: SimulatorParts): { calls: LedgerCall[]; predictions: object[] } {
  const counts = Map.groupBy(parts.ledger.counts(), ({ prediction_id }) => prediction_id);
  const webhooks = Map.groupBy(parts.ledger.webhookCounts(), ({ prediction_id }) => prediction_id);
  const now = parts.now();
  const predictions = parts.store
    .olderThan(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    .toReversed()
    .map(({ record }) => {
      const state = stateAt(record, now);
      return {
        id: record.id,
        model: record.model,
        input: record.input,
        status: state.status,
        created_at: iso(record.created_at),
        started_at: iso(state.started_at),
        completed_at: iso(state.completed_at),
        cancel_requested_at: iso(record.cancel_requested_at),
        outcome: record.outcome.kind,
        pictures: record.plan.outputs,
        // Replicate charges for what has begun to run.
        billable: state.started_at !== undefined,
        calls: (counts.get(record.id) ?? []).map(({ kind, status, count, last_at }) => ({
          kind,
          status,
          count,
          last_at,
        })),
        webhooks: (webhooks.get(record.id) ?? []).map(({ event, status, count, last_at }) => ({
          event,
          status,
          count,
          last_at,
        })),
      };
    });
  return { calls: parts.ledger.calls(), predictions };
}

function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
