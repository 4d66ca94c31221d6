import type { JobEvent } from '../../domain/image-job/job.ts';
import { imageKey } from '../images/image-key.ts';
import type { Kept, Listed, Report } from '../images/turn.ts';
import type { JobStore } from './job-store.ts';

/** What the room knows beside the report. */
type Known = {
  chatId: string;
  jobs: JobStore;
  /** What the gate said of all rooms: how many predictions run. */
  beyond: { running: number };
};

/** What was reported, as the job may hear of it: with what only the room knows of it. */
export function eventOf(report: Report, known: Known): JobEvent {
  switch (report.type) {
    case 'checked':
      return { ...report, running: known.beyond.running };
    case 'listed':
      return found(report, known);
    case 'kept':
      return stored(report, known);
    default:
      return report;
  }
}

/** Of what was listed, the first prediction that no other job of this room has. */
function found({ candidates, attempt, reaches_back }: Listed, { jobs }: Known): JobEvent {
  const ours = candidates.find((id) => !jobs.knowsPrediction(id));
  return { type: 'found', attempt, prediction_id: ours ?? null, reaches_back };
}

/** Bytes that were being deleted meanwhile, for another image, have to be stored anew. */
function stored({ prediction_id, image, turn_at }: Kept, { chatId, jobs }: Known): JobEvent {
  return jobs.wasDeletedSince(imageKey(chatId, image.sha256), turn_at)
    ? { type: 'store_failed', prediction_id, reason: 'storage' }
    : { type: 'stored', prediction_id, image };
}
