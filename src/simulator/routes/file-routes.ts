import { Hono } from 'hono';
import { notFound } from '../api-error.ts';
import { denied, spoilFile } from '../faults/spoil-file.ts';
import { hold, strike, type Struck } from '../faults/strike.ts';
import { finalFileName, hasExpired, previewFileName } from '../predictions/file-address.ts';
import type { PredictionRecord } from '../predictions/prediction-record.ts';
import { stateAt } from '../predictions/prediction-state.ts';
import type { SimulatorContext, SimulatorEnv, SimulatorParts } from '../simulator-env.ts';

const CONTENT_TYPES = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' } as const;

/** The pictures themselves. They need no token, as on Replicate's delivery host. */
export function fileRoutes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  app.get('/files/:id/:name', async (c) => {
    const record = parts.store.find(c.req.param('id'));
    if (!record) return notFound();
    const { response, status } = await download(c, parts, record, c.req.param('name'));
    const last_at = new Date(parts.now()).toISOString();
    parts.ledger.countCall({ prediction_id: record.id, kind: 'output', status, last_at });
    return response;
  });
  return app;
}

async function download(
  c: SimulatorContext,
  parts: SimulatorParts,
  record: PredictionRecord,
  name: string,
): Promise<Struck> {
  const file = findFile(record, name, parts);
  if (!file) return { response: notFound(), status: 404 };
  const isFinal = file.step === undefined;
  const round = Number(c.req.query('round') ?? 0);
  const now = parts.now();
  if (isFinal && hasExpired(record, stateAt(record, now), round, now)) return denied();
  const fault = parts.faults.take('output', {
    prompt: record.plan.prompt,
    picture: file.index,
    part: isFinal ? 'final' : 'preview',
  })?.then;
  if (fault && 'redirect' in fault) {
    const headers = { location: fault.redirect };
    return { response: new Response(null, { status: 302, headers }), status: 302 };
  }
  if (fault && 'file' in fault && fault.file === 'expired') {
    // From now on this address is no good, and the next GET of the prediction gives another.
    parts.store.save({ ...record, address_round: (record.address_round ?? 0) + 1 });
    return denied();
  }
  if (fault && !('file' in fault)) {
    await hold(fault);
    const struck = strike(c, fault, parts.now());
    if (struck) return struck;
  }
  const contentType = CONTENT_TYPES[isFinal ? record.plan.format : 'png'];
  const bytes = await parts.files.paint(record, file.index, file.step);
  if (fault && 'file' in fault) return spoilFile(c, fault.file, bytes, contentType);
  const headers = {
    'content-type': contentType,
    'content-length': String(bytes.length),
    'cache-control': 'public, max-age=3600',
  };
  return { response: new Response(bytes, { headers }), status: 200 };
}

/** Which picture a name means, if it exists by now and not any more: `step` is set for previews. */
function findFile(
  record: PredictionRecord,
  name: string,
  parts: SimulatorParts,
): { index: number; step?: number } | undefined {
  const now = parts.now();
  const state = stateAt(record, now);
  const expired =
    state.completed_at !== undefined && now >= state.completed_at + parts.fileSeconds * 1000;
  if (expired) return undefined;
  const match = /^(?:out|preview)-(\d{1,2})(?:-(\d{1,3}))?\.[a-z]+$/.exec(name);
  const index = Number(match?.[1]);
  if (!match || index >= record.plan.outputs) return undefined;
  if (state.status === 'succeeded' && name === finalFileName(record, index)) return { index };
  const step = Number(match[2]);
  const reached = step >= 1 && step <= state.steps_done;
  return reached && name === previewFileName(index, step) ? { index, step } : undefined;
}
