import type { ClientMessage } from '../../protocol/client-message.ts';
import { clientIdIn } from './message-id.ts';
import { messageOf, sendMessage } from './message-requests.ts';
import { refused, type Answer, type RequestContext } from './request-context.ts';
import { findUploads, showUpload } from './show-upload.ts';

type MessageSend = Extract<ClientMessage, { type: 'message_send' }>;

/**
 * Writes a message with uploaded images: its text, where there is any, then each image as a message
 * of its own, so that each can be answered, starred and deleted. The first of them has the request's
 * `client_id`.
 */
export function sendUploads(request: MessageSend, context: RequestContext): Answer {
  const { client_id, text, reply_to, uploads: ids } = request;
  const known = messageOf(client_id, context);
  if (known) return { ok: true, ack: { id: known.id, rev: known.seq } };
  if (reply_to !== null && context.store.get('message', reply_to)?.deleted_at !== null) {
    return refused('not_found', 'That message is gone.');
  }
  const found = findUploads(ids, context);
  if (!found.ok) return found;
  const said = text === '' ? null : sendMessage(request, context);
  if (said?.ok === false) return said;
  const shown = found.uploads.map((upload, index) => {
    const isFirst = index === 0 && said === null;
    return showUpload(
      upload,
      isFirst ? { client_id, reply_to } : { client_id: clientIdIn(client_id, `upload ${index}`) },
      context,
    ).message;
  });
  const [first] = shown;
  if (said) return said;
  if (!first) throw new Error('there is neither a text nor an upload');
  return { ok: true, ack: { id: first.id, rev: first.seq } };
}
