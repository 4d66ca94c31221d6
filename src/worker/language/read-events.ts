/** An event of a stream of server-sent events. */
export type StreamEvent = { event: string; data: string };

/** Characters of one event at the most: more is no event of ours. */
const mostCharacters = 64 * 1024;

/**
 * Reads server-sent events as the HTML standard has them: lines end in CR, LF or both, an empty line
 * ends an event, a line with a colon first is a comment. Ids are not made use of. Ends with the
 * stream; throws where the stream breaks, or an event is too long.
 *
 * @param heard called whenever anything came at all
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let left = '';
  let event = '';
  let data: string[] = [];
  let length = 0;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      heard();
      left += decoder.decode(value, { stream: true });
      // A CR at the end may be half of a line's end.
      const lines = left.split(/\r\n|\n|\r(?!$)/);
      left = lines.pop() ?? '';
      for (const line of lines) {
        length += line.length;
        if (line === '') {
          if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
          event = '';
          data = [];
          length = 0;
          continue;
        }
        const [, name = '', words = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
        if (name === 'event') event = words;
        else if (name === 'data') data.push(words);
      }
      if (length + left.length > mostCharacters) throw new Error('An event is too long.');
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
