import type { ReplicateSettings } from '../settings.ts';
import { refusalDetail } from './provider-detail.ts';
import { refusalOf, statusOf } from './refusal.ts';
import { oneCall } from './replicate.ts';
import type { Report } from './turn.ts';

/** How long uploading one file may take, and asking what one is, in milliseconds. */
const callMs = { upload: 25_000, get: 5_000 };

/**
 * Uploads a file to Replicate, with one POST. It keeps it for a day.
 *
 * @param sha256 of the image as we keep it, by which `isFileOf` knows it again: the file may have
 *   been converted
 * @param signal gives up; then the file may have arrived, which costs nothing
 * @returns the address by which an input names it; or what came of the attempt instead
 */
export async function uploadFile(
  settings: ReplicateSettings,
  { file, sha256 }: { file: File; sha256: string },
  attempt: number,
  signal: AbortSignal,
): Promise<{ address: string } | { event: Report }> {
  const postponed = { event: { type: 'create_postponed', attempt, retry_after_ms: 0 } } as const;
  if (signal.aborted) return postponed;
  const call = oneCall(settings, {}, callMs.upload, signal);
  try {
    const { urls } = await call.client.files.create(file, { sha256 });
    return typeof urls?.get === 'string' ? { address: urls.get } : postponed;
  } catch (error) {
    const body = await call.refusal();
    const status = statusOf(error);
    const isAccount = status === 401 || status === 402 || status === 403 || status === 429;
    const refused = isAccount ? refusalOf(error, attempt, body) : null;
    if (refused) return { event: refused };
    if (status === null || status < 400 || status >= 500) return postponed;
    // It would not take the same file another time either.
    const detail = refusalDetail(body);
    return { event: { type: 'create_refused', attempt, code: 'invalid_input', detail } };
  }
}

/**
 * Whether an address of Replicate's files is of the image with this hash. Asks our own API address,
 * whatever the address says.
 *
 * @returns `null` where that cannot be told now
 */
export async function isFileOf(
  settings: ReplicateSettings,
  address: string,
  sha256: string,
): Promise<boolean | null> {
  const id = /\/files\/([\w-]{1,200})(?:\/download)?$/.exec(address)?.[1];
  if (id === undefined) return false;
  try {
    const found = await oneCall(settings, {}, callMs.get).client.files.get(id);
    const { metadata, checksums }: { metadata?: unknown; checksums?: unknown } = found;
    return valueAt(metadata, 'sha256') === sha256 || valueAt(checksums, 'sha256') === sha256;
  } catch (error) {
    return statusOf(error) === 404 ? false : null;
  }
}

function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const record: Record<string, unknown> = { ...value };
  return record[key];
}
