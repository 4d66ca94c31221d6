import type { PersonInbox } from './person-inbox.ts';

/** What telling inboxes needs of the worker's bindings. */
export type InboxBindings = {
  DB: D1Database;
  PERSON_INBOX: DurableObjectNamespace<PersonInbox>;
};
