import { frameItems } from '../../protocol/frame.ts';
import { serverMessageSchema, type ServerMessage } from '../../protocol/server-message.ts';

/**
 * The messages of a frame from the server. What does not parse is left out, message by message, so
 * that one of a newer kind does not take the others with it.
 */
export function parseFrame(text: string): ServerMessage[] {
  const frame = frameItems(text, Number.POSITIVE_INFINITY);
  if (!frame.ok) return [];
  return frame.items.flatMap((item) => {
    const parsed = serverMessageSchema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}
