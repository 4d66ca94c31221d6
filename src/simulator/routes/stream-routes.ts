import { Hono } from 'hono';
import { notFound } from '../api-error.ts';
import { hold, strike, type Struck } from '../faults/strike.ts';
import type { PredictionRecord } from '../predictions/prediction-record.ts';
import { stateAt } from '../predictions/prediction-state.ts';
import { piecesAt } from '../predictions/prediction-view.ts';
import type { SimulatorContext, SimulatorEnv, SimulatorParts } from '../simulator-env.ts';
import { doneEvent, errorEvent, outputEvent, TIMEOUT_COMMENT } from '../language/events.ts';

/** Replicate ends every event stream after so long; milliseconds. */
const LONGEST_MS = 30_000;

/**
 * What a language model says while it says it, as server-sent events. The address needs no token:
 * Replicate's own client sends none there.
 */
export function streamRoutes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  app.get('/stream/predictions/:id', async (c) => {
    const record = parts.store.find(c.req.param('id'));
    if (!record?.plan.pieces) return notFound();
    const { response, status } = await listenTo(c, parts, record);
    const last_at = new Date(parts.now()).toISOString();
    parts.ledger.countCall({ prediction_id: record.id, kind: 'stream', status, last_at });
    return response;
  });
  return app;
}

async function listenTo(
  c: SimulatorContext,
  parts: SimulatorParts,
  record: PredictionRecord,
): Promise<Struck> {
  const fault = parts.faults.take('stream', { prompt: record.plan.prompt })?.then;
  if (fault && !('stream' in fault)) {
    await hold(fault);
    const struck = strike(c, fault, parts.now());
    if (struck) return struck;
  }
  const spoil = fault && 'stream' in fault ? fault : undefined;
  // Whoever comes again says what it has heard.
  const heard = /^\d+:(\d+)$/.exec(c.req.header('last-event-id') ?? '')?.[1];
  let sent = heard === undefined ? 0 : Number(heard) + 1;
  const ends = performance.now() + LONGEST_MS;
  let gone = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const say = (text: string): void => controller.enqueue(Buffer.from(text));
      const close = (): true => {
        controller.close();
        return true;
      };
      parts.watcher.watch(() => {
        if (gone) return true;
        const current = parts.store.find(record.id) ?? record;
        const now = parts.now();
        const state = stateAt(current, now);
        const news = piecesAt(current, state).slice(sent, spoil?.after);
        for (const piece of news) {
          say(outputEvent(piece, `${Math.floor(now / 1000)}:${sent}`));
          sent += 1;
        }
        // Not with the last piece, which would not arrive any more.
        if (spoil && news.length > 0) return false;
        if (spoil && (sent >= spoil.after || state.completed_at !== undefined)) {
          if (spoil.stream === 'silent') return true;
          if (spoil.stream === 'cut') {
            c.env.incoming.socket.resetAndDestroy();
            return true;
          }
          say(TIMEOUT_COMMENT);
          return close();
        }
        if (state.completed_at !== undefined) {
          if (state.error !== undefined) say(errorEvent(state.error));
          say(doneEvent(state.status));
          return close();
        }
        if (performance.now() < ends) return false;
        say(TIMEOUT_COMMENT);
        return close();
      });
    },
    cancel() {
      gone = true;
    },
  });
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };
  return { response: new Response(body, { headers }), status: 200 };
}
