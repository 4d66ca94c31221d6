import type * as z from 'zod/mini';
import { keptPromptSchema, keptPromptsSchema } from '../../protocol/http.ts';
import type { Style } from '../../protocol/style.ts';
import { call } from './http-api.ts';

/** A style of one's own, as the server keeps it. */
export type KeptStyle = z.infer<typeof keptPromptSchema>;

export type KeptStyleFields = Style;

/** `GET /api/kept-prompts?kind=style`: mine, the newest first. @throws HttpError */
export async function readKeptStyles(): Promise<KeptStyle[]> {
  return keptPromptsSchema.parse(await call('GET', '/api/kept-prompts?kind=style')).prompts;
}

/** `POST /api/kept-prompts`. @throws HttpError */
export async function keepStyle(fields: KeptStyleFields): Promise<KeptStyle> {
  const body = { kind: 'style', ...fields };
  return keptPromptSchema.parse(await call('POST', '/api/kept-prompts', body));
}

/** `PATCH /api/kept-prompts/:id`. @throws HttpError */
export async function changeKeptStyle(id: string, fields: KeptStyleFields): Promise<KeptStyle> {
  return keptPromptSchema.parse(await call('PATCH', `/api/kept-prompts/${id}`, fields));
}

/** `DELETE /api/kept-prompts/:id`. @throws HttpError */
export async function forgetKeptStyle(id: string): Promise<void> {
  await call('DELETE', `/api/kept-prompts/${id}`);
}
