import { Hono } from 'hono';
import { z } from 'zod';
import { apiError, notFound } from '../api-error.ts';
import { faultScript } from '../faults/fault-script.ts';
import { finalFileName } from '../predictions/file-address.ts';
import { isAddressedToLoopback } from '../request-origin.ts';
import type { SimulatorEnv, SimulatorParts } from '../simulator-env.ts';
import { viewLedger } from './ledger-view.ts';

/** What Replicate does not have: the ledger of every call, and the faults to come. */
export function controlRoutes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();

  app.use('/simulator/*', async (c, next) => {
    if (!isAddressedToLoopback(c)) {
      return apiError(403, 'Forbidden', 'The controls answer on this machine only.');
    }
    return next();
  });

  app.get('/simulator/ledger', (c) => c.json(viewLedger(parts)));

  app.get('/simulator/predictions/:id/sha256', async (c) => {
    const record = parts.store.find(c.req.param('id'));
    if (!record) return notFound();
    const files = (await parts.files.hashes(record)).map(({ index, sha256, bytes }) => ({
      name: finalFileName(record, index),
      sha256,
      bytes,
    }));
    return c.json({ id: record.id, files });
  });

  app.get('/simulator/webhook-secrets', (c) => c.json(parts.webhookSecrets));

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
