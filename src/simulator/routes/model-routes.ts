import { Hono } from 'hono';
import { notFound } from '../api-error.ts';
import { findModel } from '../models/find-model.ts';
import type { Model } from '../models/model.ts';
import { openapiSchema } from '../models/openapi-schema.ts';
import { baseUrlOf } from '../request-origin.ts';
import type { SimulatorContext, SimulatorEnv, SimulatorParts } from '../simulator-env.ts';
import { answer } from './answer.ts';

/** When the versions here say they were made: any fixed moment will do. */
const CREATED_AT = '2026-01-05T09:00:00.000000Z';

/** Models and their versions, with the schemas that forms are built from. */
export function modelRoutes(parts: SimulatorParts): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();

  const reply = (c: SimulatorContext, show: (model: Model) => unknown): Promise<Response> =>
    answer(c, parts, {
      kind: 'model',
      fault: parts.faults.take('model'),
      accept: () => {
        const model = findModel(c.req.param('owner') ?? '', c.req.param('name') ?? '');
        const shown = model && show(model);
        return { response: shown === undefined ? notFound() : Response.json(shown) };
      },
    });

  app.get('/models/:owner/:name', (c) => reply(c, (model) => modelView(model, baseUrlOf(c))));

  app.get('/models/:owner/:name/versions', (c) =>
    reply(c, (model) => {
      const version = versionView(model);
      return { previous: null, next: null, results: version === null ? [] : [version] };
    }),
  );

  app.get('/models/:owner/:name/versions/:id', (c) =>
    reply(c, (model) => {
      const isAskedFor = model.version === c.req.param('id');
      return isAskedFor ? versionView(model) : undefined;
    }),
  );

  return app;
}

function modelView(model: Model, baseUrl: string): Record<string, unknown> {
  return {
    url: `${baseUrl}/${model.owner}/${model.name}`,
    owner: model.owner,
    name: model.name,
    description: model.description,
    visibility: 'public',
    is_official: model.official,
    github_url: null,
    paper_url: null,
    license_url: null,
    run_count: 0,
    cover_image_url: null,
    default_example: null,
    latest_version: versionView(model),
  };
}

function versionView(model: Model): Record<string, unknown> | null {
  if (model.version === undefined) return null;
  return {
    id: model.version,
    created_at: CREATED_AT,
    cog_version: '0.16.0',
    openapi_schema: openapiSchema(model),
  };
}
