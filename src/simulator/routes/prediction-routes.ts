import { Hono } from 'hono';
import { apiError, invalidInput, notFound } from '../api-error.ts';
import { invalidVersion } from '../faults/refusals.ts';
import { canRunByName, findModel, findVersion } from '../models/find-model.ts';
import type { Model } from '../models/model.ts';
import { validateInput } from '../models/validate-input.ts';
import {
  createBody,
  newRecord,
  readCancelAfter,
  readPreferWait,
} from '../predictions/create-request.ts';
import { stateAt } from '../predictions/prediction-state.ts';
import { viewPrediction } from '../predictions/prediction-view.ts';
import { baseUrlOf } from '../request-origin.ts';
import type { SimulatorContext, SimulatorEnv, SimulatorParts } from '../simulator-env.ts';
import { answer, type Accepted } from './answer.ts';
import { listPredictions } from './list-predictions.ts';

/** Creates, reads, lists and cancels predictions. */
export function predictionRoutes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();

  app.post('/predictions', (c) =>
    create(c, parts, (version) => {
      const model = findVersion(version ?? '');
      return model ?? invalidVersion();
    }),
  );

  app.post('/models/:owner/:name/predictions', (c) =>
    create(c, parts, () => {
      const model = findModel(c.req.param('owner'), c.req.param('name'));
      // Community models run by version only; by name the real API answers as if they were not there.
      return model && canRunByName(model) ? model : notFound();
    }),
  );

  app.get('/predictions', (c) => {
    const fault = parts.faults.take('list');
    const ago = fault?.then.stale_ms ?? 0;
    return answer(c, parts, {
      kind: 'list',
      fault,
      accept: () => ({ response: listPredictions(c, parts, parts.now() - ago) }),
    });
  });

  app.get('/predictions/:id', (c) => {
    const found = parts.store.find(c.req.param('id'));
    if (!found) return notFound();
    const fault = parts.faults.take('get', { prompt: found.plan.prompt });
    const ago = fault?.then.stale_ms ?? 0;
    return answer(c, parts, {
      kind: 'get',
      predictionId: found.id,
      fault,
      accept: () => {
        const at = Math.max(found.created_at, parts.now() - ago);
        return { response: Response.json(view(c, parts, found.id, at)) };
      },
    });
  });

  app.post('/predictions/:id/cancel', (c) => {
    const found = parts.store.find(c.req.param('id'));
    if (!found) return notFound();
    return answer(c, parts, {
      kind: 'cancel',
      predictionId: found.id,
      fault: parts.faults.take('cancel', { prompt: found.plan.prompt }),
      accept: () => {
        const now = parts.now();
        // Read again: it may have been held.
        const record = parts.store.find(found.id) ?? found;
        if (stateAt(record, now).completed_at === undefined) {
          parts.store.save({ ...record, cancel_requested_at: record.cancel_requested_at ?? now });
        }
        return { response: Response.json(view(c, parts, found.id)) };
      },
    });
  });

  return app;
}

async function create(
  c: SimulatorContext,
  parts: SimulatorParts,
  find: (version: string | undefined) => Model | Response,
): Promise<Response> {
  const json: unknown = await c.req.json().catch(() => undefined);
  const parsed = createBody.safeParse(json);
  const prompt = parsed.success ? promptOf(parsed.data.input) : undefined;
  const accept = (): Accepted => {
    if (!parsed.success) return { response: badBody(parsed.error.issues) };
    const model = find(parsed.data.version);
    if (model instanceof Response) return { response: model };
    const checked = validateInput(model.document, parsed.data.input);
    if ('invalid' in checked) return { response: invalidInput(checked.invalid) };
    const cancelAfterMs = readCancelAfter(c.req.header('cancel-after'));
    if (Number.isNaN(cancelAfterMs) || (cancelAfterMs !== undefined && cancelAfterMs < 5000)) {
      const detail = 'Cancel-After must be a duration of at least 5 seconds, such as 30s or 1m.';
      return { response: apiError(422, 'Invalid Cancel-After', detail) };
    }
    const fault = parts.faults.take('prediction', { prompt })?.then;
    const { seconds } = parts;
    const baseUrl = baseUrlOf(c);
    const record = newRecord({
      model,
      input: checked.input,
      body: parsed.data,
      fault,
      seconds,
      now: parts.now(),
      baseUrl,
      cancelAfterMs,
    });
    parts.store.save(record);
    parts.sources.follow(record);
    parts.webhooks.follow(record);
    const show = (): Response => Response.json(view(c, parts, record.id), { status: 201 });
    const waitMs = readPreferWait(c.req.header('prefer'));
    return {
      response: show(),
      createdId: record.id,
      later: async () => {
        await parts.watcher.until(() => ended(parts, record.id), waitMs);
        return show();
      },
    };
  };
  return answer(c, parts, {
    kind: 'create',
    fault: parts.faults.take('create', { prompt }),
    accept,
  });
}

function view(
  c: SimulatorContext,
  parts: SimulatorParts,
  id: string,
  at = parts.now(),
): Record<string, unknown> {
  const record = parts.store.find(id);
  return record ? viewPrediction(record, at, baseUrlOf(c)) : {};
}

function ended(parts: SimulatorParts, id: string): boolean {
  const record = parts.store.find(id);
  return !record || stateAt(record, parts.now()).completed_at !== undefined;
}

function promptOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('prompt' in input)) return undefined;
  return typeof input.prompt === 'string' ? input.prompt : undefined;
}

function badBody(issues: readonly { path: PropertyKey[]; message: string }[]): Response {
  const invalid = issues.map(({ path, message }) => ({
    type: 'invalid',
    field: path.join('.'),
    description: message,
  }));
  return invalidInput(invalid);
}
