import { Hono } from 'hono';
import { definitionOf } from '../../domain/models/find-model.ts';
import { modelOf } from '../../domain/models/model-of.ts';
import { modelChoiceSchema } from '../../protocol/http.ts';
import { modelIdSchema } from '../../protocol/model-id.ts';
import { signedIn } from '../auth/current-person.ts';
import { findMyChat } from '../db/chats.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { firstIssue } from '../http/first-issue.ts';
import { jsonBody } from '../http/json-body.ts';
import { rateLimited } from '../http/rate-limited.ts';
import { refuse } from '../http/refuse.ts';
import { readModel, readModels } from '../models/model-catalog.ts';

const notFound = {
  code: 'not_found',
  message: 'There is no such room, or you are not in it.',
} as const;

/** The models that a chat offers: for its members to see, for its owner to choose. */
export const chatModelRoutes = new Hono<SignedInEnv>()
  .get('/:chat_id/models', signedIn, async (c) => {
    const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
    if (!chat) return refuse(c, notFound);
    return c.json(await c.env.CHAT_ROOM.getByName(chat.id).readModels());
  })
  .put(
    '/:chat_id/models',
    signedIn,
    rateLimited('MODELS_RATE'),
    jsonBody(modelChoiceSchema),
    async (c) => {
      const chat = await findMyChat(c.var.db, c.req.param('chat_id'), c.var.person.id);
      if (!chat) return refuse(c, notFound);
      if (chat.owner_id !== c.var.person.id) {
        const message = 'Only whoever made this room can choose its models.';
        return refuse(c, { code: 'not_allowed', message });
      }
      const ids = c.var.body.models;
      const read = await readModels(c.env, ids);
      for (const [index, one] of read.entries()) {
        if (one.ok) continue;
        const { code, problem } = one;
        const message = `${ids[index]} cannot be offered. ${problem}`;
        return refuse(c, { code, message, field: 'models' });
      }
      const kept = read.flatMap((one) => (one.ok ? [one.model] : []));
      const offered = await c.env.CHAT_ROOM.getByName(chat.id).offerModels(kept);
      return offered ? c.json(offered) : refuse(c, notFound);
    },
  );

/** Any public image model of Replicate, as the form needs to know it. */
export const modelRoutes = new Hono<SignedInEnv>().get(
  '/:owner/:name',
  signedIn,
  rateLimited('MODELS_RATE'),
  async (c) => {
    const id = modelIdSchema.safeParse(`${c.req.param('owner')}/${c.req.param('name')}`);
    if (!id.success) return refuse(c, firstIssue(id.error));
    const read = await readModel(c.env, id.data);
    if (!read.ok) return refuse(c, { code: read.code, message: read.problem });
    const defined = definitionOf(read.model);
    if (!defined.ok) return refuse(c, { code: 'unknown_model', message: defined.problem });
    const price = c.var.settings.modelPrices[read.model.id] ?? null;
    const terms = { price, usual_ms: null, is_default: false };
    return c.json({ model: modelOf(defined.definition, terms) });
  },
);
