import { env } from 'cloudflare:workers';
import { nanoid } from 'nanoid';
import type { ImageRow } from '../../../src/protocol/rows.ts';
import { chatImagesPrefix } from '../../../src/worker/images/image-key.ts';
import type { RoomClient } from '../../support/room-client.ts';
import { connect, type AtEnd } from './connect.ts';
import { chatOf, guest, type Visitor } from './people.ts';

let count = 0;

/** All test files share one simulator and its ledger. */
const story = nanoid();

/** Asks for an image; each prompt is another one, so that the ledger tells them apart. */
export async function ask(client: RoomClient, settings: Record<string, unknown> = {}) {
  count += 1;
  const named = { client_id: `asked-for-${count}`, ...settings };
  const { client_id } = named;
  const prompt = `a lighthouse, number ${count} of ${story}`;
  client.say({ type: 'image_request', prompt, width: 384, height: 384, ...named });
  const answer = await client.answerTo(client_id);
  if (answer.type !== 'ack') throw new Error(answer.error.message);
  return { prompt, id: answer.id };
}

/** How a request ended. */
export const ends = (client: RoomClient, id: string) =>
  client.hears('image_complete', ({ image_id }) => image_id === id);

/** The image's row, once it has ended. */
export async function rowOf(client: RoomClient, id: string): Promise<ImageRow> {
  const { images } = await client.hears('changes', (changes) =>
    changes.images.some((image) => image.id === id && image.completed_at !== null),
  );
  const row = images.find((image) => image.id === id);
  if (!row) throw new Error('no row');
  return row;
}

/** The keys of everything that the store has of a chat. */
export async function keysOf(chat: string): Promise<string[]> {
  const { objects } = await env.IMAGES_BUCKET.list({ prefix: chatImagesPrefix(chat) });
  return objects.map(({ key }) => key);
}

/** Ada in a chat of her own, connected. */
export async function room(
  atEnd?: AtEnd,
): Promise<{ ada: Visitor; chat: string; client: RoomClient }> {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  return { ada, chat, client: await connect(ada, chat, null, atEnd) };
}
