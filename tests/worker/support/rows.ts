import type { ImageRow, MessageRow } from '../../../src/protocol/rows.ts';

/** A message as a room would have it, whatever is not said being ordinary. */
export const messageRow = (more: Partial<MessageRow> = {}): MessageRow => ({
  id: 'm'.repeat(22),
  rev: 1,
  seq: 1,
  client_id: 'client-1',
  author_id: 'ada',
  text: 'hello',
  image_id: null,
  reply_to: null,
  mentions: [],
  reactions: [],
  created_at: 1,
  updated_at: 2,
  edited_at: null,
  deleted_at: null,
  ...more,
});

/** An image as a room would have it; it is of `messageRow()`. */
export const imageRow = (more: Partial<ImageRow> = {}): ImageRow => ({
  id: 'i'.repeat(22),
  rev: 2,
  chat_id: 'chat',
  message_id: 'm'.repeat(22),
  requested_by: 'ada',
  prompt: 'a lighthouse',
  negative_prompt: '',
  status: 'completed',
  url: '/chats/chat/images/i',
  width: 512,
  height: 512,
  model: 'stability-ai/sdxl',
  seed: 1,
  error: null,
  canceled_by: null,
  predict_ms: 100,
  content_type: 'image/png',
  bytes: 10,
  sha256: 'x',
  created_at: 1,
  updated_at: 2,
  completed_at: 3,
  deleted_at: null,
  ...more,
});
