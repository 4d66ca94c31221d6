import type { CallEffect } from '../faults/call-faults.ts';
import { hold, statusOf, strike } from '../faults/strike.ts';
import type { WebhookEvent } from '../predictions/prediction-record.ts';
import type { SimulatorContext, SimulatorParts } from '../simulator-env.ts';
import type { CallKind } from '../ledger.ts';

/** A call that a fault can strike and the ledger records. */
export interface Call {
  kind: CallKind;
  /** Known before the call for all but creates. */
  predictionId?: string;
  fault?: { then: AnyEffect; after_accept?: boolean } | undefined;
  /** Does what was asked. Must write to disk before it returns. */
  accept: () => Accepted;
}

type AnyEffect = CallEffect & { hold_until_webhook?: WebhookEvent | undefined };

export interface Accepted {
  response: Response;
  /** The prediction that a create made. */
  createdId?: string;
  /** Replaces the answer once it is due; not waited for when a fault has struck. */
  later?: () => Promise<Response>;
}

/** How long an answer is held at most for a webhook that does not go out; milliseconds. */
const LONGEST_WEBHOOK_HOLD_MS = 60_000;

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
  if (fault && !fault.after_accept) {
    await hold(fault.then);
    const struck = strike(c, fault.then, parts.now());
    if (struck) {
      record(parts, call, struck.status);
      return struck.response;
    }
  }
  const accepted = parts.store.atomically(() => {
    const done = call.accept();
    // Written now and not after the hold: a kill in between must not lose that it was accepted.
    const instead = fault?.after_accept ? statusOf(fault.then) : undefined;
    record(parts, call, instead ?? done.response.status, done);
    return done;
  });
  if (fault?.after_accept) {
    await untilWebhook(parts, fault.then.hold_until_webhook, accepted.createdId);
    await hold(fault.then);
    const struck = strike(c, fault.then, parts.now());
    if (struck) return struck.response;
  }
  return (await accepted.later?.()) ?? accepted.response;
}

async function untilWebhook(
  { watcher, store, ledger }: SimulatorParts,
  event: WebhookEvent | undefined,
  id: string | undefined,
): Promise<void> {
  if (event === undefined || id === undefined) return;
  if (!store.find(id)?.webhook?.events.includes(event)) return;
  await watcher.until(() => ledger.hasTriedWebhook(id, event), LONGEST_WEBHOOK_HOLD_MS);
}

function record(parts: SimulatorParts, call: Call, status: number, accepted?: Accepted): void {
  const at = new Date(parts.now()).toISOString();
  const { kind } = call;
  const id = accepted?.createdId ?? call.predictionId;
  if ((kind === 'get' || kind === 'output') && id !== undefined) {
    parts.ledger.countCall({ prediction_id: id, kind, status, last_at: at });
    return;
  }
  const billable = accepted?.createdId !== undefined;
  parts.ledger.addCall({ at, kind, prediction_id: id ?? null, status, billable });
}
