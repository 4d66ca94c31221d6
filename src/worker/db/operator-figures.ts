import { sql, type SQL } from 'drizzle-orm';
import { imageStatuses, type ImageStatus } from '../../protocol/rows.ts';
import type { Database } from './database.ts';

/**
 * What whoever runs the server wants to know of the images, over all chats. All of it is of those
 * that were asked for since a moment, which an index finds; a chat that was deleted takes its
 * figures along. What people brought in is not among them, for nobody was asked for it. `model` is
 * `null` for all models together. Times are in milliseconds.
 */

export type JobCounts = { model: string | null } & Record<ImageStatus, number>;

/** `waiting` for a prediction to be asked for, `running` at the provider, `storing` its output. */
export const stages = ['waiting', 'running', 'storing'] as const;

export type StageTimes = {
  model: string | null;
  stage: (typeof stages)[number];
  /** How many images went through the stage. */
  measured: number;
  /** So much or less did it take for half of them, and for 95 of 100. */
  p50: number;
  p95: number;
};

/** What images cost that were completed or may have been charged, in US dollars, by list price. */
export type Spend = {
  dollars: number;
  images: number;
  /** Those among the images whose price is not known, so that it is not in the sum. */
  unpriced: number;
};

export type SpendShare = Spend & { id: string; name: string | null };

/** The largest shares; `others` are so many more that are not among them. */
export type SpendShares = { shares: SpendShare[]; others: number };

/** By itself SQLite would group by chat along that index, through all images that there are. */
const images = sql`image i INDEXED BY image_created`;

/** Shares that are told apart, at the most. */
const mostShares = 20;

/** How many images of each model are in which state, all models first; empty where there are none. */
export async function jobCounts(db: Database, since: number): Promise<JobCounts[]> {
  const counts = imageStatuses.map(
    (status) => sql`count(*) FILTER (WHERE status = ${status}) AS ${sql.identifier(status)}`,
  );
  return db.all<JobCounts>(sql`
    WITH asked AS MATERIALIZED (
      SELECT model, status FROM ${images} WHERE created_at >= ${since} AND kind <> 'upload'
    )
    SELECT model, ${sql.join(counts, sql`, `)}
    FROM (SELECT * FROM asked UNION ALL SELECT NULL, status FROM asked)
    GROUP BY model ORDER BY model`);
}

/** How long images of each model took for each stage, where any was measured. */
export async function stageTimes(db: Database, since: number): Promise<StageTimes[]> {
  return db.all<StageTimes>(sql`
    WITH
      asked AS MATERIALIZED (
        SELECT model, status, created_at, submitted_at, predicted_at, completed_at FROM ${images}
        WHERE created_at >= ${since} AND submitted_at IS NOT NULL
      ),
      took AS (
        SELECT model, 'waiting' AS stage, submitted_at - created_at AS ms FROM asked
        UNION ALL
        SELECT model, 'running', predicted_at - submitted_at FROM asked
        WHERE predicted_at IS NOT NULL
        UNION ALL
        SELECT model, 'storing', completed_at - predicted_at FROM asked
        WHERE predicted_at IS NOT NULL AND status = 'completed'
      ),
      -- Equal times are counted first: there are far fewer of them to put in order than images.
      tallied AS MATERIALIZED (
        SELECT model, stage, ms, count(*) AS images FROM took GROUP BY stage, ms, model
      ),
      every AS (
        SELECT * FROM tallied
        UNION ALL
        SELECT NULL, stage, ms, sum(images) FROM tallied GROUP BY stage, ms
      ),
      ranked AS (
        SELECT model, stage, ms,
          sum(images) OVER (PARTITION BY model, stage ORDER BY ms) AS place,
          sum(images) OVER (PARTITION BY model, stage) AS measured
        FROM every
      )
    SELECT model, stage, max(measured) AS measured,
      min(ms) FILTER (WHERE place * 100 >= measured * 50) AS p50,
      min(ms) FILTER (WHERE place * 100 >= measured * 95) AS p95
    FROM ranked GROUP BY model, stage ORDER BY model, stage`);
}

const isSpent = sql`
  i.kind <> 'upload' AND (i.status = 'completed' OR i.may_have_been_charged = 1)`;
const sums = sql`
  total(i.price) AS dollars, count(*) AS images, count(*) - count(i.price) AS unpriced`;

/** What all images cost together. */
export async function spendInAll(db: Database, since: number): Promise<Spend> {
  const [spend] = await db.all<Spend>(
    sql`SELECT ${sums} FROM ${images} WHERE i.created_at >= ${since} AND ${isSpent}`,
  );
  return spend ?? { dollars: 0, images: 0, unpriced: 0 };
}

/** What the images of each day cost that has any, the latest first. `day` begins at midnight UTC. */
export async function spendByDay(
  db: Database,
  since: number,
): Promise<(Spend & { day: number })[]> {
  const dayMs = sql.raw(String(24 * 60 * 60 * 1000));
  return db.all<Spend & { day: number }>(sql`
    SELECT i.created_at / ${dayMs} * ${dayMs} AS day, ${sums} FROM ${images}
    WHERE i.created_at >= ${since} AND ${isSpent} GROUP BY 1 ORDER BY 1 DESC`);
}

/** What the images of each person cost, the most first. */
export async function spendByPerson(db: Database, since: number): Promise<SpendShares> {
  return spendBy(db, since, { id: sql`i.requested_by`, names: sql`"user"` });
}

/** What the images of each chat cost, the most first. */
export async function spendByChat(db: Database, since: number): Promise<SpendShares> {
  return spendBy(db, since, { id: sql`i.chat_id`, names: sql`chat` });
}

async function spendBy(
  db: Database,
  since: number,
  { id, names }: { id: SQL; names: SQL },
): Promise<SpendShares> {
  const rows = await db.all<SpendShare & { groups: number }>(sql`
    SELECT share.*, named.name FROM (
      SELECT ${id} AS id, ${sums}, count(*) OVER () AS groups FROM ${images}
      WHERE i.created_at >= ${since} AND ${isSpent}
      GROUP BY 1 ORDER BY dollars DESC, images DESC, 1 LIMIT ${mostShares}
    ) AS share
    LEFT JOIN ${names} AS named ON named.id = share.id
    ORDER BY dollars DESC, images DESC, share.id`);
  const shares = rows.map(({ groups: _, ...share }) => share);
  return { shares, others: (rows[0]?.groups ?? 0) - shares.length };
}
