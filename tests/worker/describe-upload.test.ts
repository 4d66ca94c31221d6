import { expect, test } from 'vitest';
import { uploadSchema } from '../../src/protocol/http.ts';
import type { RoomClient } from '../support/room-client.ts';
import { cornersPng } from './support/pictures.ts';
import { adaAndLin } from './support/rooms.ts';

/** Asks what a picture shows. @returns the last that is heard of it */
async function described(client: RoomClient, image_id: string) {
  const client_id = 'describe-1';
  client.say({ type: 'suggestion_request', client_id, kind: 'describe', image_id });
  return client.hears('suggestion', ({ is_done }) => is_done);
}

test('who brought a picture may have it described before anybody else sees it, and nobody else', async () => {
  const { ada, adas, lins, chat } = await adaAndLin();
  const answer = await ada.send(`/api/chats/${chat}/uploads`, {
    method: 'POST',
    body: cornersPng(),
  });
  const { id } = uploadSchema.parse(await answer.json());
  expect((await described(lins, id)).error?.code).toBe('not_found');
  const { text, error } = await described(adas, id);
  expect(error).toBeNull();
  expect(text).toMatch(/picture/);
});
