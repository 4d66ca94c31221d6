/**
 * Everything that is worth a line in the log, with the ids to find it by. Never a prompt, a name, a
 * token or a cookie. A chat's id is in it, and is also the key to its link: logs are for whoever
 * runs the server.
 */
export type LogEvent =
  | { event: 'bug'; where: string; error: unknown; chat_id?: string; image_id?: string }
  | { event: 'setting_broken'; problem: string }
  | { event: 'queue_send_failed'; chat_id: string; error: unknown }
  | { event: 'queue_message_poisoned'; queue: string }
  | { event: 'webhook_refused'; chat_id: string; image_id: string; reason: string }
  | { event: 'image_abandoned'; chat_id: string; image_id: string }
  | { event: 'store_failed'; error: unknown }
  | { event: 'thumbnail_failed'; chat_id: string; error: unknown }
  | { event: 'conversion_failed'; error: unknown }
  | {
      event: 'sweep_done';
      sweep_id: number;
      objects: number;
      rows: number;
      removed: number;
      removed_bytes: number;
      objects_without_row: number;
      rows_without_object: number;
    }
  | { event: 'sweep_failed'; error: unknown }
  | { event: 'projection_failed'; chat_id: string; error: unknown; retry_ms: number }
  | { event: 'removal_failed'; chat_id: string; error: unknown }
  | { event: 'gate_not_reached'; error: unknown }
  | { event: 'image_service'; status: string }
  | { event: 'room_not_told'; chat_id: string; error: unknown }
  | { event: 'inbox_not_told'; chat_id: string; error: unknown }
  | { event: 'inbox_not_noted'; error: unknown }
  | { event: 'export_broke_off'; chat_id: string; error: unknown }
  | { event: 'source_not_given'; chat_id: string; error: unknown }
  | { event: 'model_not_read'; model: string; status: number | null }
  | { event: 'suggestion_failed'; chat_id: string; error: unknown }
  | { event: 'words_not_had'; model: string; detail: string }
  | { event: 'models_not_refreshed'; chat_id: string; error: unknown }
  | { event: 'operator_came'; user_id: string }
  | { event: 'operator_refused'; user_id: string; reason: 'wrong_key' | 'too_fast' }
  | { event: 'operator_left'; user_id: string }
  | {
      event: 'image_requeued';
      chat_id: string;
      image_id: string;
      new_image_id: string;
      user_id: string;
    }
  | {
      event: 'image_step';
      chat_id: string;
      image_id: string;
      step: string;
      outcome: string;
      prediction_id?: string;
      detail?: string;
    };

const failures = new Set<LogEvent['event']>(['bug', 'setting_broken', 'image_abandoned']);

/** Writes one event as one line of JSON, which Workers observability indexes by field. */
export function log(event: LogEvent): void {
  const line = JSON.stringify(event, (_key, value: unknown) =>
    value instanceof Error ? described(value) : value,
  );
  if (failures.has(event.event)) console.error(line);
  else console.log(line);
}

/**
 * An error without what people wrote: a failed query's own message repeats its parameters, so its
 * cause speaks for it.
 */
function described(error: Error) {
  const { name, message } = error.cause instanceof Error ? error.cause : error;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, message, stack: frames?.slice(0, 8) };
}
