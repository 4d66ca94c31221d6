import type { Broken, ImageHistory } from '../history.ts';
import { allHaveTheSame, endsAreFinal, everyJobEnds, progressOnlyRises } from './ends.ts';
import { noSilentSpend, oneCreationEach } from './money.ts';
import { noOrphanSuccess, successMeansBytes } from './pictures.ts';
import { ackedIsThere, everyRequestIsTaken, oneImageEach } from './requests.ts';

/** Every invariant of the way from prompt to image, by the name that its violations carry. */
export const imageInvariants: Record<string, (history: ImageHistory) => Broken[]> = {
  'every request is answered': everyRequestIsTaken,
  'what was acknowledged is there': ackedIsThere,
  'one request, one image': oneImageEach,
  'every accepted job ends': everyJobEnds,
  'the same for all observers': allHaveTheSame,
  'an end is final': endsAreFinal,
  'progress never falls': progressOnlyRises,
  'at most one creation each': oneCreationEach,
  'no silent spend': noSilentSpend,
  'success means bytes': successMeansBytes,
  'no orphan success': noOrphanSuccess,
};

/** Holds a history to every invariant. @returns what is broken; nothing where all is well */
export function checkImages(history: ImageHistory): Broken[] {
  return Object.values(imageInvariants).flatMap((broken) => broken(history));
}
