import { personNameSchema } from '../../protocol/names.ts';
import type { PageData } from '../../protocol/page-data.ts';
import { becomeGuest, joinChat } from '../stores/http-api.ts';
import type { NameFormDeed } from './name-form.ts';

type WelcomeData = Extract<PageData, { page: 'welcome' }>;

/** A visitor gives a name and is in; with an invitation, in that chat. */
export function guestDeed({ invitation }: WelcomeData): NameFormDeed {
  let isIn = false;
  return {
    schema: personNameSchema,
    begin: () => '',
    close: () => {},
    isOpen: () => false,
    submit: async (name) => {
      // Where joining failed before, the visitor is in already.
      if (!isIn) await becomeGuest(name);
      isIn = true;
      if (invitation) await joinChat(invitation.chat_id);
      // The link may lead to a message: the same address is now the chat.
      location.reload();
      // The page is on its way out: until then the form stays busy, and as it is.
      await new Promise(() => {});
    },
  };
}
