import { database } from '../db/database.ts';
import { membersWithOpenInbox } from '../db/open-inboxes.ts';
import { log } from '../log.ts';
import type { InboxBindings } from './inbox-env.ts';

/** How long an inbox may take, in milliseconds. */
const patienceMs = 5_000;

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

/** Tells the inboxes of people who read on in a chat, for their other devices. Never throws. */
export async function tellReaders(
  bindings: InboxBindings,
  chatId: string,
  userIds: string[],
): Promise<void> {
  const some = userIds.slice(0, sideBySide);
  await Promise.all(some.map((userId) => tell(bindings, userId, chatId)));
}

async function tell(
  { PERSON_INBOX }: InboxBindings,
  userId: string,
  chatId: string,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the inbox does not answer')), patienceMs);
  });
  try {
    const telling = PERSON_INBOX.getByName(userId).chatChanged(userId, chatId);
    await Promise.race([telling, patience]);
    return true;
  } catch (error) {
    log({ event: 'inbox_not_told', chat_id: chatId, error });
    return false;
  } finally {
    clearTimeout(timer);
  }
}
