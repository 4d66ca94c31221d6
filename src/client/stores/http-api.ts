import {
  chatListSchema,
  chatSummarySchema,
  errorBodySchema,
  imageFamilySchema,
  personSchema,
  requeuedSchema,
  sweepProgressSchema,
  type ChatSummary,
  type ImageFamily,
  type Person,
  type Requeued,
  type SweepProgress,
} from '../../protocol/http.ts';

/** A request to the server that was not granted. The message is a sentence for the person. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** `POST /api/guest`. @throws HttpError */
export async function becomeGuest(name: string): Promise<Person> {
  return personSchema.parse(await call('POST', '/api/guest', { name }));
}

/** `PATCH /api/me`. @throws HttpError */
export async function changeMyName(name: string): Promise<Person> {
  return personSchema.parse(await call('PATCH', '/api/me', { name }));
}

/** `GET /api/chats`. @throws HttpError */
export async function listChats(): Promise<ChatSummary[]> {
  return chatListSchema.parse(await call('GET', '/api/chats')).chats;
}

/** `POST /api/chats`. @throws HttpError */
export async function createChat(name: string): Promise<ChatSummary> {
  return chatSummarySchema.parse(await call('POST', '/api/chats', { name }));
}

/** `PATCH /api/chats/:id`. @throws HttpError */
export async function renameChat(id: string, name: string): Promise<void> {
  await call('PATCH', `/api/chats/${id}`, { name });
}

/** `DELETE /api/chats/:id`, with the chat's name typed again. @throws HttpError */
export async function deleteChat(id: string, name: string): Promise<void> {
  await call('DELETE', `/api/chats/${id}`, { name });
}

/** `POST /api/chats/:id/join`. @throws HttpError */
export async function joinChat(id: string): Promise<void> {
  await call('POST', `/api/chats/${id}/join`, {});
}

/** `GET /api/chats/:id/images/:image_id/family`. @param signal gives it up @throws HttpError */
export async function imageFamily(
  chatId: string,
  imageId: string,
  signal: AbortSignal,
): Promise<ImageFamily> {
  const path = `/api/chats/${chatId}/images/${imageId}/family`;
  return imageFamilySchema.parse(await call('GET', path, undefined, signal));
}

/** `POST /api/operator`. @throws HttpError */
export async function becomeOperator(key: string): Promise<void> {
  await call('POST', '/api/operator', { key });
}

/** `DELETE /api/operator`. @throws HttpError */
export async function stepDownAsOperator(): Promise<void> {
  await call('DELETE', '/api/operator');
}

/**
 * `POST /api/operator/images/:image_id/requeue`. Asked for again it makes nothing more: the request
 * has a name that follows from the image.
 *
 * @throws HttpError
 */
export async function requeueImage(imageId: string): Promise<Requeued> {
  const body = { client_id: `requeue-${imageId}` };
  return requeuedSchema.parse(await call('POST', `/api/operator/images/${imageId}/requeue`, body));
}

/** `POST /api/operator/sweep`: goes on with the sweep of the image store. @throws HttpError */
export async function sweepImageStore(): Promise<SweepProgress> {
  return sweepProgressSchema.parse(await call('POST', '/api/operator/sweep'));
}

/** What to tell a person about an error that was caught. */
export function sentenceOf(error: unknown): string {
  return error instanceof HttpError ? error.message : 'That did not work. Try again in a moment.';
}

/**
 * Asks the server for something and reads its answer.
 *
 * @param signal gives it up
 * @throws HttpError
 */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw await refusalOf(response);
  return response.json().catch(() => null);
}

/** No answer came at all. */
export function unreachable(): HttpError {
  return new HttpError(0, 'The server could not be reached. Check the connection and try again.');
}

/** What an answer that is no success says to the person. */
export async function refusalOf(response: Response): Promise<HttpError> {
  const answer: unknown = await response.json().catch(() => null);
  const refusal = errorBodySchema.safeParse(answer);
  const sentence = refusal.success ? refusal.data.error.message : 'The server could not do that.';
  return new HttpError(response.status, sentence);
}
