/** Why a frame could not be taken apart. */
export type FrameError = 'not_json' | 'too_many';

export type FrameItems = { ok: true; items: unknown[] } | { ok: false; error: FrameError };

/**
 * Takes a frame apart: it holds one message or an array of them.
 *
 * @param text the frame as received
 * @param maxItems how many messages a frame may hold
 */
export function frameItems(text: string, maxItems: number): FrameItems {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, error: 'not_json' };
  }
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.length > maxItems ? { ok: false, error: 'too_many' } : { ok: true, items };
}

/** Puts messages, each JSON already, into one frame: a lone one by itself, several as an array. */
export function frameOf(messages: string[]): string {
  return messages.length === 1 ? (messages[0] ?? '') : `[${messages.join(',')}]`;
}
