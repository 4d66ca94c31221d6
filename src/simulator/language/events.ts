/** What stands in the place of an event where Replicate ends a stream that has lasted for too long. */
export const TIMEOUT_COMMENT = ':408: 408 Request Timeout\n\n';

/** The event for one piece of an answer; each of its lines is a line of data. */
export function outputEvent(piece: string, id: string): string {
  const data = piece.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `event: output\nid: ${id}\n${data.join('')}\n`;
}

/** The event for what went wrong, which `doneEvent` follows. */
export function errorEvent(detail: string): string {
  return `event: error\ndata: ${JSON.stringify({ detail })}\n\n`;
}

/** The last event; it says how the prediction ended, unless all went well. */
export function doneEvent(status: string): string {
  const reasons: Record<string, string> = { succeeded: '', canceled: 'canceled', failed: 'error' };
  const reason = reasons[status] ?? status;
  return `event: done\ndata: ${JSON.stringify(reason === '' ? {} : { reason })}\n\n`;
}
