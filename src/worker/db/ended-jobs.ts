import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** A job that ended without an image, as whoever runs the server sees it: without its prompt. */
export type EndedJob = {
  image_id: string;
  chat_id: string;
  /** `null` where the chat or the person is gone. */
  chat_name: string | null;
  requested_by: string;
  person_name: string | null;
  model: string;
  status: 'failed' | 'canceled';
  error_code: string | null;
  /** What the provider said of it; where that repeats the prompt, without it. */
  error_detail: string | null;
  may_have_been_charged: 0 | 1 | null;
  created_at: number;
  completed_at: number | null;
  deleted_at: number | null;
};

/** Jobs on one page. */
const pageOfJobs = 25;

/** Shorter prompts are words that a detail may well have of its own. */
const shortestPrompt = 4;

/**
 * A page of the jobs that were asked for since a moment and failed, or were canceled; the newest
 * first.
 *
 * @param cursor the `next` of the page before; what is none begins anew
 */
export async function endedJobs(
  db: Database,
  since: number,
  status: EndedJob['status'],
  cursor: string | undefined,
): Promise<{ jobs: EndedJob[]; next: string | null }> {
  const [, before, id] = /^(\d{1,15})-([\w-]{22})$/.exec(cursor ?? '') ?? [];
  const isBefore =
    before === undefined ? sql`true` : sql`(i.created_at, i.id) < (${Number(before)}, ${id})`;
  const rows = await db.all<EndedJob>(sql`
    SELECT i.id AS image_id, i.chat_id, c.name AS chat_name, i.requested_by, u.name AS person_name,
      i.model, i.status, i.error_code, i.may_have_been_charged, i.created_at, i.completed_at,
      i.deleted_at,
      CASE WHEN length(i.prompt) >= ${shortestPrompt}
        THEN replace(i.error_detail, i.prompt, '…') ELSE i.error_detail END AS error_detail
    FROM image i
    LEFT JOIN chat c ON c.id = i.chat_id
    LEFT JOIN user u ON u.id = i.requested_by
    WHERE i.created_at >= ${since} AND i.status = ${status} AND ${isBefore}
    ORDER BY i.created_at DESC, i.id DESC LIMIT ${pageOfJobs + 1}`);
  const jobs = rows.slice(0, pageOfJobs);
  const last = jobs.at(-1);
  const hasMore = last !== undefined && rows.length > jobs.length;
  return { jobs, next: hasMore ? `${last.created_at}-${last.image_id}` : null };
}
