import { nanoid } from 'nanoid';
import { imageFailures } from '../../domain/image-failures.ts';
import type { ImageSpec } from '../../domain/models/image-spec.ts';
import { idLength } from '../../protocol/ids.ts';
import { limits } from '../../protocol/limits.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { newImageRow } from './image-row.ts';
import { clientIdIn } from './message-id.ts';
import { messageOf, writeMessage } from './message-requests.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';

/** Where an image comes from: as its family tree tells it, and the drafted prompt. */
export type Lineage = Pick<ImageRow, 'kind' | 'parent_id' | 'proposal_id'>;

/** The `client_id` of each message that a request for so many images writes. */
function clientIdsOf(clientId: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? clientId : clientIdIn(clientId, `image ${index}`),
  );
}

/**
 * Why no such number of images can be taken on now: no provider, too many in the making, or a message
 * that stands under the `client_id` already.
 */
export function whyNoImages(
  count: number,
  clientId: string,
  context: RequestContext,
): (Answer & { ok: false }) | null {
  const { store, jobs, userId, canMakeImages } = context;
  if (!store.chat()) return refused('not_found', 'There is no such room.');
  if (clientIdsOf(clientId, count).some((id) => messageOf(id, context))) {
    return refused('invalid', 'This client_id stands for a message already. Take another one.');
  }
  if (!canMakeImages) return refused('not_configured', imageFailures.not_configured.sentence);
  const { perPerson, perChat } = limits.liveImages;
  if (jobs.liveCount(userId) + count <= perPerson && jobs.liveCount() + count <= perChat) {
    return null;
  }
  const words = `At most ${perPerson} pictures of one person, and ${perChat} in a room, can be in the making. Wait until some are done.`;
  return refused('too_many', words);
}

/**
 * Writes a message for each image that is asked for together, and takes on their jobs. Nothing may
 * speak against it, see `whyNoImages`.
 *
 * @returns the id of the first image
 */
export function addImages(
  specs: readonly ImageSpec[],
  lineage: Lineage,
  clientId: string,
  context: RequestContext,
): Answer {
  const { store, jobs, models, userId, commit, now } = context;
  const setId = specs.length > 1 ? nanoid(idLength) : null;
  let first: ImageRow | null = null;
  const clientIds = clientIdsOf(clientId, specs.length);
  for (const [index, spec] of specs.entries()) {
    const imageId = nanoid(idLength);
    const client_id = clientIds[index] ?? clientId;
    const message = writeMessage({ client_id, image_id: imageId }, context);
    const row = store.put(
      'image',
      newImageRow({
        id: imageId,
        chat_id: store.chatId,
        message_id: message.id,
        requested_by: userId,
        ...spec,
        ...lineage,
        set_id: setId,
        price: models.priceOf(spec.model),
        created_at: now,
      }),
    );
    commit.change({ kind: 'image', row });
    jobs.accept(row, now);
    first ??= row;
  }
  if (!first) throw new Error('no image was asked for');
  return { ok: true, ack: { id: first.id, rev: first.rev } };
}
