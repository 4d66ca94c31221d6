import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { ChatRoom } from '../../src/worker/chat-room/chat-room.ts';
import { withVisit } from '../../src/worker/chat-room/visit.ts';
import { imageFailures } from '../../src/domain/image-failures.ts';
import { protocolVersion } from '../../src/protocol/client-message.ts';
import { clientOf } from './support/connect.ts';
import { chatOf, guest } from './support/people.ts';

test('a server without a token says so to everybody who comes, before anything is asked', async () => {
  const ada = await guest('Ada');
  const chat = await chatOf(ada);
  await runInDurableObject(env.CHAT_ROOM.getByName(chat), async (_room, state) => {
    const room = new ChatRoom(state, { ...env, REPLICATE_API_TOKEN: '' });
    const address = `https://room/?protocol_version=${protocolVersion}&last_rev=`;
    const request = new Request(address, { headers: { upgrade: 'websocket' } });
    const visit = { user_id: ada.id, introduction: null };
    const client = await clientOf(await room.fetch(withVisit(request, visit)));
    expect(await client.hears('image_service')).toEqual({
      type: 'image_service',
      status: 'unauthorized',
      message: imageFailures.not_configured.sentence,
      until: null,
    });
    const { language } = await client.hears('welcome');
    expect(language).toEqual({ expand: false, describe: false });
    client.close();
  });
});
