import { chatModelsSchema, foundModelSchema, type ChatModels } from '../../protocol/http.ts';
import type { Model } from '../../protocol/model.ts';
import { call } from './http-api.ts';

/** `GET /api/chats/:chat_id/models`. @throws HttpError */
export async function readChatModels(chatId: string): Promise<ChatModels> {
  return chatModelsSchema.parse(await call('GET', `/api/chats/${chatId}/models`));
}

/** `PUT /api/chats/:chat_id/models`: the chat offers exactly these. @throws HttpError */
export async function chooseModels(chatId: string, ids: readonly string[]): Promise<void> {
  await call('PUT', `/api/chats/${chatId}/models`, { models: ids });
}

/** `GET /api/models/:owner/:name`, by `owner/name`. @throws HttpError */
export async function findModel(id: string): Promise<Model> {
  return foundModelSchema.parse(await call('GET', `/api/models/${id}`)).model;
}
