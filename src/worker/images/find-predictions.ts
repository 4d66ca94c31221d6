import type { FileInput, PredictionInput } from '../../domain/models/prediction-input.ts';
import type { ReplicateSettings } from '../settings.ts';
import { isMadeOf } from './read-prediction.ts';
import { isFileOf } from './replicate-files.ts';
import { listPredictions, type ListedPrediction, type PredictionPage } from './replicate.ts';
import { sourcePath } from './sources/source-address.ts';

/** How long looking for a prediction may take in all, in milliseconds. */
const allMs = 10_000;

/** Pages of 100 that are looked through for a prediction whose answer was lost. */
const mostPages = 5;

/**
 * Looks for predictions that are ours by what was sent, made since `submittedAt`.
 *
 * @param chatId of the chat whose images it starts from
 * @returns their ids, oldest first, and whether the list reached back to `submittedAt`; `null` where
 *   that cannot be told now
 */
export async function findPredictions(
  settings: ReplicateSettings,
  asked: PredictionInput,
  submittedAt: number,
  chatId: string,
): Promise<{ candidates: string[]; reachesBack: boolean } | null> {
  // Our clock and theirs need not agree to the second.
  const since = submittedAt - 60_000;
  const candidates: string[] = [];
  let url: string | null = '/predictions';
  const until = Date.now() + allMs;
  try {
    for (let page = 0; page < mostPages && url !== null; page += 1) {
      if (Date.now() > until) return null;
      const listed: PredictionPage = await listPredictions(settings, url);
      for (const prediction of listed.results) {
        if (Date.parse(prediction.created_at) < since) {
          return { candidates: candidates.toReversed(), reachesBack: true };
        }
        if (!isMadeOf(prediction, asked)) continue;
        if (Date.now() > until) return null;
        const isOurs = await hasFiles(prediction, asked.files, settings, chatId);
        // To take it for none would be to ask for it, and to pay, once more.
        if (isOurs === null) return null;
        if (isOurs) candidates.push(prediction.id);
      }
      url = listed.next ?? null;
    }
    return { candidates: candidates.toReversed(), reachesBack: url === null };
  } catch {
    return null;
  }
}

/** Whether a prediction was asked for with these files; `null` where that cannot be told now. */
async function hasFiles(
  { input }: ListedPrediction,
  files: readonly FileInput[],
  settings: ReplicateSettings,
  chatId: string,
): Promise<boolean | null> {
  const theirs: Record<string, unknown> =
    typeof input === 'object' && input !== null ? { ...input } : {};
  for (const { name, sha256 } of files) {
    const addresses = [theirs[name]].flat();
    if (addresses.length !== sha256.length) return false;
    for (const [index, hash] of sha256.entries()) {
      const isSame = await isImage(addresses[index], hash, settings, chatId);
      if (isSame !== true) return isSame;
    }
  }
  return true;
}

/** Whether an address is one that we gave for this image. Of ours the path says it. */
async function isImage(
  address: unknown,
  sha256: string,
  settings: ReplicateSettings,
  chatId: string,
): Promise<boolean | null> {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  if (!url) return false;
  if (url.pathname.includes('/sources/')) return url.pathname.endsWith(sourcePath(chatId, sha256));
  return isFileOf(settings, url.pathname, sha256);
}
