import { database } from '../db/database.ts';
import { membersWithOpenInbox } from '../db/open-inboxes.ts';
import { log } from '../log.ts';
import type { InboxBindings } from './inbox-env.ts';

/** Inboxes that are told side by side. */
const sideBySide = 50;

/**
 * Tells the inboxes of a chat's members, as far as they are open, that something changed in it. One
 * that cannot be reached is logged and left out: whoever opens it next fetches the list anyway. Never
 * throws.
 *
 * @returns how many were told
 */
export async function tellInboxes(bindings: InboxBindings, chatId: string): Promise<number> {
  let told = 0;
  try {
    const userIds = await membersWithOpenInbox(database(bindings.DB), chatId);
    for (let at = 0; at < userIds.length; at += sideBySide) {
      const some = userIds.slice(at, at + sideBySide);
      const answers = await Promise.all(some.map((userId) => tell(bindings, userId, chatId)));
      told += answers.filter(Boolean).length;
    }
  } catch (error) {
    log({ event: 'inbox_not_told', chat_id: chatId, error });
  }
  return told;
}

async function tell(
  { PERSON_INBOX }: InboxBindings,
  userId: string,
  chatId: string,
): Promise<boolean> {
  try {
    await PERSON_INBOX.getByName(userId).chatChanged(userId, chatId);
    return true;
  } catch (error) {
    log({ event: 'inbox_not_told', chat_id: chatId, error });
    return false;
  }
}
