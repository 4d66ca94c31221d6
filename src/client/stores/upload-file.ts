import { uploadSchema, type Upload } from '../../protocol/http.ts';
import { HttpError, refusalOf, unreachable } from './http-api.ts';

/**
 * `POST /api/chats/:chat_id/uploads`: sends a file. Not by `fetch`, which does not tell how far it is.
 *
 * @param onProgress hears how much of it is sent, 0 to 1
 * @param signal gives it up
 * @throws HttpError
 */
export function uploadFile(
  chatId: string,
  file: Blob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  const { promise, resolve, reject } = Promise.withResolvers<Upload>();
  const request = new XMLHttpRequest();
  request.open('POST', `/api/chats/${chatId}/uploads`);
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    if (total > 0) onProgress(loaded / total);
  });
  request.addEventListener('load', () => {
    answer(request.status, request.responseText).then(resolve, reject);
  });
  request.addEventListener('error', () => reject(unreachable()));
  request.addEventListener('abort', () => reject(new HttpError(0, 'This was given up.')));
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

async function answer(status: number, text: string): Promise<Upload> {
  const response = new Response(text, { status: status === 0 ? 502 : status });
  if (!response.ok) throw await refusalOf(response);
  return uploadSchema.parse(await response.json());
}
