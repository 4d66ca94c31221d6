import type { ImageRow } from '../../../../src/protocol/rows.ts';
import type { Broken, ImageHistory, Served } from '../history.ts';
import { asksByPrompt, called, hasEnded, rowsOf } from './rooms.ts';

/** Of a completed image the bytes are there: the ones that its row tells of and that were painted. */
export function successMeansBytes(history: ImageHistory): Broken[] {
  const invariant = 'success means bytes';
  return history.asks.flatMap((ask) => {
    const [row] = rowsOf(ask, history);
    if (row?.status !== 'completed') return [];
    const served = history.served.filter(({ image_id }) => image_id === row.id);
    const wrong = [
      ...wrongAddresses(row, served),
      ...served.flatMap((one) => wrongBytes(row, one)),
      ...wrongPicture(row, history),
    ];
    return wrong.map((words) => ({ invariant, words: `${called(ask)}: ${words}` }));
  });
}

function wrongAddresses({ url, thumbnail_url }: ImageRow, served: Served[]): string[] {
  if (url === null) return ['completed, and its row has no address'];
  const paths = [url, ...(thumbnail_url === null ? [] : [thumbnail_url])];
  return paths
    .filter((path) => !served.some((one) => one.path === path))
    .map((path) => `nobody could fetch ${path}`);
}

function wrongBytes(row: ImageRow, { by, path, status, content_type, sha256 }: Served): string[] {
  if (status !== 200) return [`${by} gets ${status} from ${path}`];
  if (path !== row.url) {
    return content_type?.startsWith('image/') ? [] : [`${path} is served as ${content_type}`];
  }
  return [
    ...(content_type === row.content_type
      ? []
      : [`served to ${by} as ${content_type}, and its row says ${row.content_type}`]),
    ...(sha256 === row.sha256 ? [] : [`served to ${by} are ${sha256}, its row says ${row.sha256}`]),
  ];
}

function wrongPicture({ prompt, sha256 }: ImageRow, { predictions }: ImageHistory): string[] {
  const painted = predictions
    .filter((prediction) => prediction.prompt === prompt)
    .flatMap((prediction) => prediction.painted);
  if (sha256 !== null && painted.includes(sha256)) return [];
  return [`its row says ${sha256}, and painted was ${painted.join(', ') || 'nothing'}`];
}

/** What the provider made well and in time, and nobody canceled, is completed. */
export function noOrphanSuccess(history: ImageHistory): Broken[] {
  const invariant = 'no orphan success';
  return [...asksByPrompt(history)].flatMap(([prompt, asks]) => {
    if (asks.some(({ isSpoilt, isCanceled }) => isSpoilt || isCanceled)) return [];
    const made = history.predictions.filter(
      (one) =>
        one.prompt === prompt && one.status === 'succeeded' && (one.took_ms ?? 0) <= history.runMs,
    );
    const rows = asks.flatMap((ask) => rowsOf(ask, history));
    const completed = rows.filter(({ status }) => status === 'completed');
    // One that has not ended is another invariant's.
    if (completed.length >= made.length || !rows.every(hasEnded)) return [];
    const ends = rows.map(({ status, error }) => `${status} (${error?.code})`).join(', ');
    const ids = made.map(({ id }) => id).join(', ');
    return [{ invariant, words: `${asks.map(called).join(' and ')} is ${ends}; made was ${ids}` }];
  });
}
