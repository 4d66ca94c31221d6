import { strike } from '../faults/strike.ts';
import type { CallEffect } from '../faults/fault-script.ts';
import type { SimulatorContext, SimulatorParts } from '../simulator-env.ts';
import type { CallKind } from '../store.ts';

/** A call that a fault can strike and the ledger records. */
export interface Call {
  kind: CallKind;
  /** Known before the call for all but creates. */
  predictionId?: string;
  fault?: { then: CallEffect; after_accept?: boolean } | undefined;
  /** Does what was asked. Must write to disk before it returns. */
  accept: () => Promise<Accepted> | Accepted;
}

export interface Accepted {
  response: Response;
  /** The prediction that a create made. */
  createdId?: string;
  /** Replaces the answer once it is due; not waited for when a fault has struck. */
  later?: () => Promise<Response>;
}

/**
 * Answers one call: the fault that is due, the work, the ledger, in the order that the fault asks
 * for. The ledger is on disk before the answer goes out.
 */
export async function answer(
  c: SimulatorContext,
  parts: SimulatorParts,
  call: Call,
): Promise<Response> {
  const { fault } = call;
  const before = fault && !fault.after_accept ? await strike(c, fault.then) : undefined;
  if (before) {
    record(parts, call, before.status);
    return before.response;
  }
  const accepted = await call.accept();
  // Written now and not after the hold: a kill in between must not lose that it was accepted.
  const resets = fault?.after_accept === true && !holdsOnly(fault.then);
  record(parts, call, resets ? (fault.then.status ?? 0) : accepted.response.status, accepted);
  const after = fault?.after_accept ? await strike(c, fault.then) : undefined;
  return after?.response ?? (await accepted.later?.()) ?? accepted.response;
}

function holdsOnly(then: CallEffect): boolean {
  return then.status === undefined && then.reset === undefined && then.junk === undefined;
}

function record(parts: SimulatorParts, call: Call, status: number, accepted?: Accepted): void {
  const at = new Date(parts.now()).toISOString();
  const { kind } = call;
  const id = accepted?.createdId ?? call.predictionId;
  if ((kind === 'get' || kind === 'output') && id !== undefined) {
    parts.store.countCall({ prediction_id: id, kind, status, last_at: at });
    return;
  }
  const billable = accepted?.createdId !== undefined;
  parts.store.addCall({ at, kind, prediction_id: id ?? null, status, billable });
}
