import { apiError } from '../api-error.ts';
import { viewPrediction } from '../predictions/prediction-view.ts';
import { baseUrlOf } from '../request-origin.ts';
import type { SimulatorContext, SimulatorParts } from '../simulator-env.ts';
import type { StoredPrediction } from '../store.ts';

/** Replicate lists a hundred predictions a page. */
const PAGE = 100;

/**
 * The page of predictions that `?cursor=` asks for, newest first, with addresses of its neighbours.
 * @param now the moment that it shows; milliseconds since 1970
 */
export function listPredictions(c: SimulatorContext, parts: SimulatorParts, now: number): Response {
  const cursor = readCursor(c.req.query('cursor'));
  if (!cursor) return apiError(400, 'Invalid cursor', 'The cursor cannot be read.');
  const { store } = parts;
  const page =
    cursor.side === 'older' ? store.olderThan(cursor.seq, PAGE) : store.newerThan(cursor.seq, PAGE);
  const [newest, oldest] = [page.at(0), page.at(-1)];
  const newer = newest && store.newerThan(newest.seq, 1).length > 0;
  const older = oldest && store.olderThan(oldest.seq, 1).length > 0;
  const baseUrl = baseUrlOf(c);
  const address = (side: Side, from: StoredPrediction): string =>
    `${baseUrl}/v1/predictions?cursor=${writeCursor(side, from.seq)}`;
  return Response.json({
    previous: newer ? address('newer', newest) : null,
    next: older ? address('older', oldest) : null,
    results: page
      .filter(({ record }) => now >= record.created_at + (record.quirks?.unlisted_ms ?? 0))
      .map(({ record }) => viewPrediction(record, now, baseUrl)),
  });
}

type Side = 'older' | 'newer';

function writeCursor(side: Side, seq: number): string {
  return Buffer.from(`${side}:${seq}`).toString('base64url');
}

function readCursor(cursor: string | undefined): { side: Side; seq: number } | undefined {
  if (cursor === undefined) return { side: 'older', seq: Number.MAX_SAFE_INTEGER };
  const match = /^(older|newer):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) return undefined;
  return { side: match[1] === 'newer' ? 'newer' : 'older', seq: Number(match[2]) };
}
