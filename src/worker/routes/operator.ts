import { Hono } from 'hono';
import { operatorKeySchema, requeueBodySchema, type SweepProgress } from '../../protocol/http.ts';
import { isOperatorKey, keyTries, mayTryKey, operatorOnly } from '../auth/operator.ts';
import type { Database } from '../db/database.ts';
import { chatIdOfImage } from '../db/images.ts';
import { endedJobs } from '../db/ended-jobs.ts';
import {
  jobCounts,
  spendByChat,
  spendByDay,
  spendByPerson,
  spendInAll,
  stageTimes,
} from '../db/operator-figures.ts';
import { addOperator, isOperator, removeOperator } from '../db/operators.ts';
import type { Env } from '../env.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { refuse } from '../http/refuse.ts';
import { continueSweep, latestSweep, startSweep } from '../images/sweep.ts';
import { log } from '../log.ts';
import { gateOf } from '../prediction-gate/gate-of.ts';
import { operatorKeyPage } from '../views/operator-key-page.ts';
import { operatorPage } from '../views/operator-page.ts';
import type { OperatorQueue } from '../views/operator-queue.ts';
import { operatorQuery, periods, type OperatorQuery } from '../views/operator-query.ts';
import { pageContext } from './pages.ts';

/**
 * For whoever runs the server. Comes after the pages, whose headers it shares: to everybody else
 * these addresses are no other than one that is not there.
 */
export const operatorRoutes = new Hono<SignedInEnv>()
  .get('/operator', mayTryKey, async (c) => {
    const { db, person } = c.var;
    if (!(await isOperator(db, person.id))) return c.html(operatorKeyPage(pageContext(c)));
    const asked = operatorQuery(c.req.query());
    const now = Date.now();
    const [queue, figures, store] = await Promise.all([
      queueNow(c.env),
      operatorFigures(db, asked, now),
      latestSweep(c.env),
    ]);
    const { simulated } = c.var.settings;
    return c.html(
      operatorPage({ ...pageContext(c), ...figures, store, queue, simulated, asked, now }),
    );
  })
  .post('/api/operator', mayTryKey, keyTries, jsonBody(operatorKeySchema), async (c) => {
    const { db, settings, person, body } = c.var;
    if (!(await isOperatorKey(body.key, settings.operatorKey ?? ''))) {
      log({ event: 'operator_refused', user_id: person.id, reason: 'wrong_key' });
      return refuse(c, { code: 'not_allowed', message: 'That is not the key.', field: 'key' });
    }
    await addOperator(db, person.id, Date.now());
    log({ event: 'operator_came', user_id: person.id });
    return c.body(null, 204);
  })
  .delete('/api/operator', operatorOnly, async (c) => {
    await removeOperator(c.var.db, c.var.person.id);
    log({ event: 'operator_left', user_id: c.var.person.id });
    return c.body(null, 204);
  })
  .post('/api/operator/sweep', operatorOnly, async (c) => {
    const now = Date.now();
    const begun = await startSweep(c.env, now);
    const { phase, cursor, objects, rows } = (await continueSweep(c.env, now)) ?? begun;
    const progress: SweepProgress = { is_done: phase === 'done', cursor, objects, rows };
    return c.json(progress);
  })
  .post(
    '/api/operator/images/:image_id/requeue',
    operatorOnly,
    jsonBody(requeueBodySchema),
    async (c) => {
      const imageId = c.req.param('image_id');
      const chatId = await chatIdOfImage(c.var.db, imageId);
      if (chatId === null) {
        return refuse(c, { code: 'not_found', message: 'This picture or its room is gone.' });
      }
      const answer = await c.env.CHAT_ROOM.getByName(chatId).requeueImage({
        image_id: imageId,
        client_id: c.var.body.client_id,
      });
      if (!answer.ok) return refuse(c, answer.error);
      const made = { chat_id: chatId, image_id: answer.ack.id };
      log({
        event: 'image_requeued',
        chat_id: chatId,
        image_id: imageId,
        new_image_id: made.image_id,
        user_id: c.var.person.id,
      });
      return c.json(made);
    },
  );

/** What the gate says; `null` where it cannot be asked, since the rest is worth a look then. */
async function queueNow(env: Env): Promise<OperatorQueue | null> {
  try {
    return await gateOf(env).status();
  } catch (error) {
    log({ event: 'gate_not_reached', error });
    return null;
  }
}

/** All figures of a period, asked for side by side. */
async function operatorFigures(db: Database, asked: OperatorQuery, now: number) {
  const since = now - periods[asked.period].ms;
  const [counts, times, inAll, byDay, byPerson, byChat, ended] = await Promise.all([
    jobCounts(db, since),
    stageTimes(db, since),
    spendInAll(db, since),
    spendByDay(db, since),
    spendByPerson(db, since),
    spendByChat(db, since),
    endedJobs(db, since, asked.ended, asked.before),
  ]);
  return { jobs: { counts, times }, spend: { inAll, byDay, byPerson, byChat }, ended };
}
