import * as z from 'zod/mini';
import { chatSummarySchema, personSchema } from './http.ts';

const chatReferenceSchema = z.object({ id: z.string(), name: z.string() });

/** What a page tells its script: stands in the page as JSON in `<script id="page-data">`. */
export const pageDataSchema = z.discriminatedUnion('page', [
  /** Nobody is signed in. With an invitation the visitor joins that chat once they have a name. */
  z.object({
    page: z.literal('welcome'),
    invitation: z.nullable(z.object({ chat_id: z.string(), chat_name: z.string() })),
  }),
  /** Signed in, but not yet a member of the chat. */
  z.object({ page: z.literal('join'), person: personSchema, chat: chatReferenceSchema }),
  /** The app; `chat` is null while none is open. */
  z.object({
    page: z.literal('chat'),
    person: personSchema,
    chats: z.array(chatSummarySchema),
    chat: z.nullable(chatReferenceSchema),
    /** The message at which to open the chat; `null` for its end. */
    message_id: z.nullable(z.string()),
    simulated: z.boolean(),
  }),
  /** For whoever runs the server, and before it the key. */
  z.object({ page: z.literal('operator_key') }),
  z.object({ page: z.literal('operator') }),
  z.object({ page: z.literal('problem') }),
]);

export type PageData = z.infer<typeof pageDataSchema>;
export type ChatPageData = Extract<PageData, { page: 'chat' }>;
