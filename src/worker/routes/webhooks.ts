import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { findChat } from '../db/chats.ts';
import type { AppEnv } from '../http/app-env.ts';
import { refuse } from '../http/refuse.ts';
import { carryOn } from '../images/consumer.ts';
import { askedOf, checkedBy, readPrediction } from '../images/read-prediction.ts';
import { log } from '../log.ts';
import { verifyWebhook, type WebhookRefusal } from '../webhooks/verify-webhook.ts';
import { webhookTargetSchema } from '../webhooks/webhook-address.ts';
import { webhookSecrets } from '../webhooks/webhook-secrets.ts';

type Refused = WebhookRefusal | 'no_prediction';

const nowhere = { code: 'not_found', message: 'There is no such picture here.' } as const;

/** Replicate sends a webhook again that was not answered with success. */
function statusOf(reason: Refused): ContentfulStatusCode {
  switch (reason) {
    case 'secret_unknown':
      return 503;
    case 'too_large':
      return 413;
    case 'body_cut_off':
    case 'no_prediction':
      return 400;
    default:
      return 401;
  }
}

/**
 * What Replicate tells of predictions that have ended, so that the end is known sooner than by the
 * next check. No page sends this and nobody is signed in: the signature alone says who speaks, and
 * nothing is done or made before it was verified.
 */
export const webhookRoutes = new Hono<AppEnv>().post(
  '/replicate/:chat_id/:image_id/:attempt',
  async (c) => {
    const target = webhookTargetSchema.safeParse(c.req.param());
    if (!target.success) return refuse(c, nowhere);
    const { chat_id, image_id, attempt } = target.data;
    const job = { chat_id, image_id };
    const { replicate } = c.var.settings;
    if (!replicate) {
      return refuse(c, { code: 'not_configured', message: 'No REPLICATE_API_TOKEN is set.' });
    }
    const refused = (reason: Refused) => {
      log({ event: 'webhook_refused', ...job, reason });
      return c.json({ error: { code: reason } }, statusOf(reason));
    };
    const verified = await verifyWebhook(c.req.raw, webhookSecrets(replicate), Date.now());
    if (!verified.ok) return refused(verified.reason);
    const prediction = readPrediction(parsed(verified.body));
    if (!prediction) return refused('no_prediction');
    // A room that is not there would be made by asking it.
    if (!(await findChat(c.var.db, chat_id))) return refuse(c, nowhere);
    const room = c.env.CHAT_ROOM.getByName(chat_id);
    const turn = await room.reportImage(image_id, {
      type: 'told',
      webhook_id: verified.id,
      attempt,
      asked: askedOf(prediction),
      seen: checkedBy(prediction, replicate.baseUrl).event,
    });
    log({
      event: 'image_step',
      ...job,
      step: 'webhook',
      outcome: turn ? 'checked' : 'of_no_concern',
      prediction_id: prediction.id,
      detail: prediction.status,
    });
    // Whoever is given a turn has the job to itself for a while.
    if (turn) c.executionCtx.waitUntil(carryOn(turn, job, c.env));
    return c.body(null, 204);
  },
);

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
