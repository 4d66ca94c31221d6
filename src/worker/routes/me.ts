import { Hono } from 'hono';
import { personBodySchema } from '../../protocol/http.ts';
import { signedIn } from '../auth/current-person.ts';
import { chatIdsOf } from '../db/chats.ts';
import { renamePerson } from '../db/people.ts';
import type { SignedInEnv } from '../http/app-env.ts';
import { jsonBody } from '../http/json-body.ts';
import { log } from '../log.ts';

/** Who I am, and what I am called. */
export const meRoutes = new Hono<SignedInEnv>()
  .use(signedIn)
  .get('/', (c) => c.json(c.var.person))
  .patch('/', jsonBody(personBodySchema), async (c) => {
    const { id } = c.var.person;
    const { name } = c.var.body;
    await renamePerson(c.var.db, id, name, Date.now());
    c.executionCtx.waitUntil(tellChats(c.env.CHAT_ROOM, await chatIdsOf(c.var.db, id), id, name));
    return c.json({ id, name });
  });

/** Shows the new name in every chat. One that cannot be reached shows it when the person connects. */
async function tellChats(
  rooms: SignedInEnv['Bindings']['CHAT_ROOM'],
  chatIds: string[],
  userId: string,
  name: string,
): Promise<void> {
  await Promise.all(
    chatIds.map(async (chatId) => {
      try {
        await rooms.getByName(chatId).renameMember(userId, name);
      } catch (error) {
        log({ event: 'rename_not_delivered', chat_id: chatId, error });
      }
    }),
  );
}
