import type * as z from 'zod/mini';
import type { Refusal } from '../../protocol/errors.ts';

/** The first thing that a schema had against its input, as a refusal that names the field. */
export function firstIssue(error: z.core.$ZodError): Refusal {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  const message = issue?.message ?? 'Invalid input';
  // Our schemas speak in sentences; the library's own words need the field to make sense.
  const sentence = /[.]$/.test(message) ? message : `${field || 'This'}: ${message}`;
  return { code: 'invalid', message: sentence, ...(field ? { field } : {}) };
}
