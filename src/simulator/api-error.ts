import type { InvalidField } from './models/check-value.ts';

/** An error as Replicate's API answers it: `{title, detail, status}` with that status. */
export function apiError(
  status: number,
  title: string,
  detail: string,
  invalidFields?: readonly InvalidField[],
): Response {
  const body = { title, detail, status };
  return Response.json(invalidFields ? { ...body, invalid_fields: invalidFields } : body, {
    status,
  });
}

/** The 404 for whatever is not there. */
export function notFound(): Response {
  return apiError(404, 'Not found', 'The requested resource could not be found.');
}

/** The 422 for input that its model does not take. */
export function invalidInput(invalid: readonly InvalidField[]): Response {
  const detail = invalid.map((one) => `- ${one.field}: ${one.description}\n`).join('');
  return apiError(422, 'Input validation failed', detail, invalid);
}
