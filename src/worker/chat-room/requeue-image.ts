import { addImages, whyNoImages } from './add-image.ts';
import { specOf } from './live-image.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

/** What whoever runs the server asks of a room. */
export type Requeue = { image_id: string; client_id: string };

export const roomGone = refused('not_found', 'This room is gone.');

/**
 * Asks for an image again that failed or was canceled: as a new one of whoever asked first, with the
 * same settings and seed. What has ended stays as it is. The same `client_id` gets the same answer.
 *
 * @returns the new image's id, or in words why there is none
 */
export function requeueImage(
  { image_id, client_id }: Requeue,
  context: Omit<RequestContext, 'userId'>,
): Answer {
  const { store } = context;
  const row = store.get('image', image_id);
  if (!store.chat()) return roomGone;
  if (!row) return refused('not_found', 'This picture is gone.');
  const userId = row.requested_by;
  const kept = store.keptAck(userId, client_id);
  if (kept) return { ok: true, ack: kept };
  if (row.deleted_at !== null) {
    return refused('not_found', 'This picture was deleted, and its prompt with it.');
  }
  if (row.status !== 'failed' && row.status !== 'canceled') {
    return refused(
      'not_allowed',
      'Only a picture that failed or was canceled can be asked for again.',
    );
  }
  if (!context.models.find(row.model)) {
    return refused('unknown_model', `The model "${row.model}" is not on offer any more.`);
  }
  const asPerson = { ...context, userId };
  const { kind, parent_id, proposal_id } = row;
  const answer =
    whyNoImages(1, client_id, asPerson) ??
    addImages([specOf(row)], { kind, parent_id, proposal_id }, client_id, asPerson);
  if (answer.ok) store.keepAck(userId, client_id, answer.ack);
  return answer;
}
