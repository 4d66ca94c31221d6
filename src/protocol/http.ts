import * as z from 'zod/mini';
import { tagsSchema } from './entries.ts';
import { refusalSchema } from './errors.ts';
import { clientIdSchema, idSchema, userIdSchema } from './ids.ts';
import { imageFactsSchema } from './image-facts.ts';
import { limits } from './limits.ts';
import { modelIdSchema } from './model-id.ts';
import { modelSchema } from './model.ts';
import { chatNameSchema, personNameSchema } from './names.ts';
import { imageRowSchema } from './rows.ts';

/** `POST /api/guest`: a visitor gives a name and is in. `PATCH /api/me`: changes it. */
export const personBodySchema = z.object({ name: personNameSchema });

/** `POST /api/chats` and `PATCH /api/chats/:chat_id`. */
export const chatBodySchema = z.object({ name: chatNameSchema });

export const personSchema = z.object({ id: userIdSchema, name: z.string() });

/** A chat in the list of mine. */
export const chatSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  /** When something was last said or made in it. */
  active_at: z.int(),
  /** Its latest line and image, where there are any. */
  last_text: z.nullable(z.string()),
  last_author: z.nullable(z.string()),
  last_image_url: z.nullable(z.string()),
  /** Messages of others that I have not seen, counted up to `limits.unreadCount`. */
  unread: z.int(),
  /** Whether something of that is for me: it names me, answers me, or is a picture of mine. */
  for_me: z.boolean(),
  is_owner: z.boolean(),
});

export const chatListSchema = z.object({ chats: z.array(chatSummarySchema) });

/** `DELETE /api/chats/:chat_id`: the chat's name, typed again, so that nobody deletes by mistake. */
export const chatDeletionSchema = z.object({ name: z.string() });

/**
 * `GET /api/chats/:chat_id/images/:image_id/family`: the ancestors of an image (the eldest first),
 * itself, and all offspring of the eldest, the nearest first. Deleted ones are rows without words.
 */
export const imageFamilySchema = z.object({
  images: z.array(imageRowSchema),
  /** Whether there are more than `limits.familyImages`. */
  is_cut: z.boolean(),
});

/** `POST /api/operator`: the key makes whoever sends it an operator. */
export const operatorKeySchema = z.object({
  key: z
    .string('Type the key.')
    .check(
      z.trim(),
      z.minLength(1, 'Type the key.'),
      z.maxLength(limits.operatorKeyLength, 'That is too long for a key.'),
    ),
});

/** `POST /api/operator/images/:image_id/requeue`: the same `client_id` gets the same answer. */
export const requeueBodySchema = z.object({ client_id: clientIdSchema });

/** `POST /api/operator/sweep`: how far the sweep of the image store is. */
export const sweepProgressSchema = z.object({
  is_done: z.boolean(),
  /** Where it goes on, at the next request. */
  cursor: z.nullable(z.string()),
  objects: z.int(),
  rows: z.int(),
});

/** What a requeue made. */
export const requeuedSchema = z.object({ chat_id: idSchema, image_id: idSchema });

/**
 * `POST /api/chats/:chat_id/uploads`, whose body is the file itself: the picture as it is stored,
 * without what it told of its sender. `width` and `height` are pixels as it is shown.
 */
export const uploadSchema = z.object({
  id: idSchema,
  /** Path at which the members of the chat are served it. */
  url: z.string(),
  /** As in an image's row. */
  thumbnail_url: z.nullable(z.string()),
  placeholder: z.nullable(z.string()),
  width: z.int(),
  height: z.int(),
  content_type: z.string(),
  bytes: z.int(),
  /** How it was made, where the file said so. */
  settings: z.nullable(imageFactsSchema),
});

/**
 * `GET /api/chats/:chat_id/models`: the models that the chat offers, in their order, and all that
 * are known to it: those on offer first.
 */
export const chatModelsSchema = z.object({
  offered: z.array(z.string()),
  models: z.array(modelSchema),
});

/** `PUT /api/chats/:chat_id/models`, from the chat's owner: what it offers from now on. */
export const modelChoiceSchema = z.object({
  models: z.array(modelIdSchema).check(
    z.minLength(1, 'Offer at least one model.'),
    z.maxLength(limits.modelsPerRoom, `Offer ${limits.modelsPerRoom} models at the most.`),
    z.refine((ids) => new Set(ids).size === ids.length, 'Name each model once.'),
  ),
});

/** What a person keeps for themselves: a prompt, or a style of their own. */
export const keptKinds = ['prompt', 'style'] as const;

const keptFields = {
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Give it a name.'),
      z.maxLength(limits.entryNameLength, `Keep the name to ${limits.entryNameLength} characters.`),
    ),
  text: z
    .string()
    .check(
      z.trim(),
      z.maxLength(limits.promptLength, `Keep the text to ${limits.promptLength} characters.`),
    ),
  negative_prompt: z
    .string()
    .check(
      z.trim(),
      z.maxLength(
        limits.promptLength,
        `Keep what to leave out to ${limits.promptLength} characters.`,
      ),
    ),
  tags: tagsSchema,
};

/** `POST /api/kept-prompts`: keeps one. `image_id` is the image that it was kept from. */
export const keptPromptBodySchema = z.object({
  kind: z.enum(keptKinds),
  name: keptFields.name,
  text: keptFields.text,
  negative_prompt: z._default(keptFields.negative_prompt, ''),
  tags: z._default(keptFields.tags, []),
  image_id: z._default(z.nullable(idSchema), null),
});

/** `PATCH /api/kept-prompts/:id`: changes what is given of one. */
export const keptPromptChangeSchema = z.partial(z.object(keptFields));

/** One that is kept. */
export const keptPromptSchema = z.object({
  id: idSchema,
  kind: z.enum(keptKinds),
  name: z.string(),
  text: z.string(),
  negative_prompt: z.string(),
  tags: z.array(z.string()),
  image_id: z.nullable(idSchema),
  /** A small picture of what it gave, where that image is still there. */
  image_url: z.nullable(z.string()),
  created_at: z.int(),
  updated_at: z.int(),
});

/** `GET /api/kept-prompts?kind=…`: all of mine, the newest first. */
export const keptPromptsSchema = z.object({ prompts: z.array(keptPromptSchema) });

/** `GET /api/models/:owner/:name`: any public image model of Replicate. */
export const foundModelSchema = z.object({ model: modelSchema });

/** Every answer of the HTTP API that is not a success. */
export const errorBodySchema = z.object({ error: refusalSchema });

export type SweepProgress = z.infer<typeof sweepProgressSchema>;
export type Requeued = z.infer<typeof requeuedSchema>;
export type Upload = z.infer<typeof uploadSchema>;
export type KeptPrompt = z.infer<typeof keptPromptSchema>;
export type ChatModels = z.infer<typeof chatModelsSchema>;
export type ImageFamily = z.infer<typeof imageFamilySchema>;
export type Person = z.infer<typeof personSchema>;
export type ChatSummary = z.infer<typeof chatSummarySchema>;
