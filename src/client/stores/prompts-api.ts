import {
  imageFamilySchema,
  keptPromptSchema,
  keptPromptsSchema,
  type KeptPrompt,
} from '../../protocol/http.ts';
import {
  promptsPageSchema,
  type PromptsPage,
  type PromptsQuery,
} from '../../protocol/past-prompts.ts';
import type { ImageRow } from '../../protocol/rows.ts';
import { call } from './http-api.ts';

/** `GET /api/prompts`. @param signal gives it up @throws HttpError */
export async function findPrompts(
  query: Partial<PromptsQuery>,
  signal?: AbortSignal,
): Promise<PromptsPage> {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
  const path = `/api/prompts?${parameters.toString()}`;
  return promptsPageSchema.parse(await call('GET', path, undefined, signal));
}

/** `GET /api/kept-prompts?kind=prompt`. @throws HttpError */
export async function listKeptPrompts(): Promise<KeptPrompt[]> {
  return keptPromptsSchema.parse(await call('GET', '/api/kept-prompts?kind=prompt')).prompts;
}

/** What is written of a kept prompt. */
export type KeptWords = Pick<KeptPrompt, 'name' | 'text' | 'negative_prompt' | 'tags'>;

/** `POST /api/kept-prompts`. @param imageId the image that it was kept from @throws HttpError */
export async function keepPrompt(words: KeptWords, imageId: string | null): Promise<KeptPrompt> {
  const body = { kind: 'prompt', ...words, image_id: imageId };
  return keptPromptSchema.parse(await call('POST', '/api/kept-prompts', body));
}

/** `PATCH /api/kept-prompts/:id`. @throws HttpError */
export async function changeKeptPrompt(id: string, words: KeptWords): Promise<KeptPrompt> {
  return keptPromptSchema.parse(await call('PATCH', `/api/kept-prompts/${id}`, words));
}

/** `DELETE /api/kept-prompts/:id`. @throws HttpError */
export async function deleteKeptPrompt(id: string): Promise<void> {
  await call('DELETE', `/api/kept-prompts/${id}`);
}

/** The row of an image of any of my chats; `null` where it is not there. @throws HttpError */
export async function imageRowOf(chatId: string, imageId: string): Promise<ImageRow | null> {
  const path = `/api/chats/${chatId}/images/${imageId}/family`;
  const { images } = imageFamilySchema.parse(await call('GET', path));
  return images.find(({ id, deleted_at }) => id === imageId && deleted_at === null) ?? null;
}
