import { Hono } from 'hono';
import { z } from 'zod';
import { apiError } from '../api-error.ts';
import { faultScript } from '../faults/fault-script.ts';
import { stateAt } from '../predictions/prediction-state.ts';
import { isAddressedToLoopback } from '../request-origin.ts';
import type { SimulatorEnv, SimulatorParts } from '../simulator-env.ts';

/** What Replicate does not have: the ledger of every call, and the faults to come. */
export function controlRoutes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();

  app.use('/simulator/*', async (c, next) => {
    if (!isAddressedToLoopback(c)) {
      return apiError(403, 'Forbidden', 'The controls answer on this machine only.');
    }
    return next();
  });

  app.get('/simulator/ledger', (c) => {
    const counts = parts.store.counts();
    const predictions = parts.store
      .olderThan(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
      .toReversed()
      .map(({ record }) => {
        const state = stateAt(record, parts.now());
        return {
          id: record.id,
          model: record.model,
          input: record.input,
          status: state.status,
          created_at: new Date(record.created_at).toISOString(),
          // Replicate charges for what has begun to run.
          billable: state.started_at !== undefined,
          calls: counts
            .filter((count) => count.prediction_id === record.id)
            .map(({ kind, status, count, last_at }) => ({ kind, status, count, last_at })),
        };
      });
    return c.json({ calls: parts.store.calls(), predictions });
  });

  app.get('/simulator/faults', (c) => c.json({ pending: parts.faults.pending() }));

  app.post('/simulator/faults', async (c) => {
    // A page from elsewhere can send plain text without asking, but not this type.
    const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
    const parsed = faultScript.safeParse(isJson ? await c.req.json().catch(() => null) : null);
    if (!parsed.success) {
      return apiError(400, 'Invalid fault script', z.prettifyError(parsed.error));
    }
    parts.faults.add(parsed.data);
    return c.json({ pending: parts.faults.pending() }, 201);
  });

  app.delete('/simulator/faults', (c) => {
    parts.faults.clear();
    return c.body(null, 204);
  });

  return app;
}
