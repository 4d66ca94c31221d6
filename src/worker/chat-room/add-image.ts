import { nanoid } from 'nanoid';
import { imageFailures } from '../../domain/image-failures.ts';
import type { ImageSpec } from '../../domain/models.ts';
import { idLength } from '../../protocol/ids.ts';
import { limits } from '../../protocol/limits.ts';
import { writeMessage } from './message-requests.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

/**
 * Writes a message that asks for an image, and takes on the image's job.
 *
 * @returns the image's id; or why it is not taken on: no provider, or too many in the making
 */
export function addImage(spec: ImageSpec, clientId: string, context: RequestContext): Answer {
  const { store, jobs, userId, commit, now } = context;
  const chat = store.chat();
  if (!chat) return refused('not_found', 'There is no such room.');
  if (!context.canMakeImages) {
    return refused('not_configured', imageFailures.not_configured.sentence);
  }
  const { perPerson, perChat } = limits.liveImages;
  if (jobs.liveCount(userId) >= perPerson || jobs.liveCount() >= perChat) {
    const words = `At most ${perPerson} pictures of one person, and ${perChat} in a room, can be in the making. Wait until some are done.`;
    return refused('too_many', words);
  }
  const imageId = nanoid(idLength);
  const message = writeMessage({ client_id: clientId, image_id: imageId }, context);
  if (message.image_id !== imageId) {
    return refused('invalid', 'This client_id stands for a message already. Take another one.');
  }
  const row = store.put('image', {
    id: imageId,
    chat_id: chat.id,
    message_id: message.id,
    requested_by: userId,
    ...spec,
    status: 'pending',
    url: null,
    error: null,
    canceled_by: null,
    predict_ms: null,
    content_type: null,
    bytes: null,
    sha256: null,
    thumbnail_url: null,
    placeholder: null,
    price: context.modelPrices[spec.model] ?? null,
    submitted_at: null,
    predicted_at: null,
    created_at: now,
    updated_at: now,
    completed_at: null,
    deleted_at: null,
  });
  commit.change({ kind: 'image', row });
  jobs.accept(row, now);
  return { ok: true, ack: { id: imageId, rev: row.rev } };
}
