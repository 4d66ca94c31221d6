import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { imageKinds } from '../../protocol/rows.ts';

/**
 * D1's tables. `user` to `verification` are better-auth's, as its Drizzle adapter wants them. `chat`
 * and `membership` are written by the worker. `message` and `image` are projections of the chat
 * rooms' own rows: written from there only, so that what crosses chats can be asked of one place.
 * `search_entry` follows from these two; its full-text index `search_index` and the triggers that
 * keep it stand in the migrations, since Drizzle has no words for them.
 */

const date = (name: string) => integer(name, { mode: 'timestamp_ms' });
const now = sql`(unixepoch('subsec') * 1000)`;

export const user = sqliteTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text('image'),
  isAnonymous: integer('is_anonymous', { mode: 'boolean' }).default(false),
  createdAt: date('created_at').notNull().default(now),
  updatedAt: date('updated_at').notNull().default(now),
});

export const session = sqliteTable(
  'session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    expiresAt: date('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    createdAt: date('created_at').notNull().default(now),
    updatedAt: date('updated_at').notNull().default(now),
  },
  (table) => [index('session_user_id').on(table.userId)],
);

export const account = sqliteTable(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: date('access_token_expires_at'),
    refreshTokenExpiresAt: date('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: date('created_at').notNull().default(now),
    updatedAt: date('updated_at').notNull().default(now),
  },
  (table) => [index('account_user_id').on(table.userId)],
);

export const verification = sqliteTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: date('expires_at').notNull(),
    createdAt: date('created_at').notNull().default(now),
    updatedAt: date('updated_at').notNull().default(now),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

/** Times of what is ours: milliseconds since 1970. */
const time = (name: string) => integer(name);

export const chat = sqliteTable('chat', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  created_by: text('created_by').notNull(),
  created_at: time('created_at').notNull(),
  updated_at: time('updated_at').notNull(),
  deleted_at: time('deleted_at'),
});

export const membership = sqliteTable(
  'membership',
  {
    chat_id: text('chat_id')
      .notNull()
      .references(() => chat.id, { onDelete: 'cascade' }),
    user_id: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    joined_at: time('joined_at').notNull(),
    /** Up to which revision this person has seen the chat; a copy of what the room knows. */
    read_rev: integer('read_rev'),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.chat_id] }),
    index('membership_chat_id').on(table.chat_id),
  ],
);

export const message = sqliteTable(
  'message',
  {
    id: text('id').primaryKey(),
    chat_id: text('chat_id').notNull(),
    rev: integer('rev').notNull(),
    seq: integer('seq').notNull(),
    client_id: text('client_id').notNull(),
    author_id: text('author_id').notNull(),
    text: text('text').notNull(),
    image_id: text('image_id'),
    reply_to: text('reply_to'),
    /** JSON, as the rows of the wire have them. */
    mentions: text('mentions').notNull().default('[]'),
    proposal: text('proposal'),
    reactions: text('reactions').notNull().default('[]'),
    created_at: time('created_at').notNull(),
    updated_at: time('updated_at').notNull(),
    edited_at: time('edited_at'),
    deleted_at: time('deleted_at'),
  },
  (table) => [
    // Holds all that counting what is unread looks at.
    index('message_chat_seq').on(table.chat_id, table.seq, table.author_id, table.deleted_at),
    index('message_mentions')
      .on(table.chat_id, table.seq)
      .where(sql`${table.mentions} <> '[]'`),
    index('message_replies')
      .on(table.chat_id, table.seq)
      .where(sql`${table.reply_to} IS NOT NULL`),
  ],
);

export const image = sqliteTable(
  'image',
  {
    id: text('id').primaryKey(),
    chat_id: text('chat_id').notNull(),
    message_id: text('message_id').notNull(),
    rev: integer('rev').notNull(),
    requested_by: text('requested_by').notNull(),
    prompt: text('prompt').notNull(),
    negative_prompt: text('negative_prompt').notNull().default(''),
    /** JSON, as the rows of the wire have them. */
    additions: text('additions').notNull().default('[]'),
    composed_prompt: text('composed_prompt'),
    composed_negative_prompt: text('composed_negative_prompt'),
    proposal_id: text('proposal_id'),
    status: text('status', {
      enum: ['pending', 'processing', 'completed', 'failed', 'canceled'],
    }).notNull(),
    url: text('url'),
    width: integer('width').notNull().default(512),
    height: integer('height').notNull().default(512),
    model: text('model').notNull(),
    seed: integer('seed'),
    shape: text('shape'),
    /** JSON, as the rows of the wire have them. */
    options: text('options').notNull().default('{}'),
    kind: text('kind', { enum: imageKinds }).notNull().default('original'),
    parent_id: text('parent_id'),
    images: text('images').notNull().default('[]'),
    mask_sha256: text('mask_sha256'),
    set_id: text('set_id'),
    error_code: text('error_code'),
    may_have_been_charged: integer('may_have_been_charged', { mode: 'boolean' }),
    error_detail: text('error_detail'),
    canceled_by: text('canceled_by'),
    predict_ms: integer('predict_ms'),
    content_type: text('content_type'),
    bytes: integer('bytes'),
    sha256: text('sha256'),
    thumbnail_url: text('thumbnail_url'),
    placeholder: text('placeholder'),
    price: real('price'),
    submitted_at: time('submitted_at'),
    predicted_at: time('predicted_at'),
    created_at: time('created_at').notNull(),
    updated_at: time('updated_at').notNull(),
    completed_at: time('completed_at'),
    deleted_at: time('deleted_at'),
  },
  (table) => [
    index('image_chat_created').on(table.chat_id, table.created_at),
    index('image_completed_for')
      .on(table.chat_id, table.requested_by, table.rev)
      .where(sql`${table.status} = 'completed'`),
    // What whoever runs the server asks: the latest of everything, over all chats.
    index('image_created').on(table.created_at),
    // The prompts of one person over all chats, the newest first.
    index('image_requested_by').on(table.requested_by, table.created_at),
    index('image_parent')
      .on(table.chat_id, table.parent_id)
      .where(sql`${table.parent_id} IS NOT NULL`),
  ],
);

/** Prompts and styles that a person keeps, with a name and tags: seen by nobody else. */
export const keptPrompt = sqliteTable(
  'kept_prompt',
  {
    id: text('id').primaryKey(),
    user_id: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['prompt', 'style'] }).notNull(),
    name: text('name').notNull(),
    text: text('text').notNull(),
    negative_prompt: text('negative_prompt').notNull().default(''),
    /** JSON: an array of words. */
    tags: text('tags').notNull().default('[]'),
    /** The image that it was kept from, for as long as that is there. */
    image_id: text('image_id'),
    created_at: time('created_at').notNull(),
    updated_at: time('updated_at').notNull(),
  },
  (table) => [index('kept_prompt_user').on(table.user_id, table.kind, table.created_at)],
);

/** Models as Replicate described them last, so that it is not asked each time. */
export const model = sqliteTable('model', {
  /** `owner/name`. */
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  /** Whether it is asked for by name alone, or by its newest version. */
  by: text('by', { enum: ['version', 'model'] }).notNull(),
  /** JSON: the schemas of its OpenAPI document. */
  document: text('document').notNull(),
  fetched_at: time('fetched_at').notNull(),
});

/** Who runs this server: they see its figures, and may ask for a failed image again. */
export const operator = sqliteTable('operator', {
  user_id: text('user_id')
    .primaryKey()
    .references(() => user.id, { onDelete: 'cascade' }),
  since: time('since').notNull(),
});

/** One look through the image store for what it has too much and too little. */
export const sweep = sqliteTable('sweep', {
  id: integer('id').primaryKey(),
  started_at: time('started_at').notNull(),
  finished_at: time('finished_at'),
  phase: text('phase', { enum: ['running', 'done'] }).notNull(),
  /** The key up to which objects and rows were looked at; `null` at the start and at the end. */
  cursor: text('cursor'),
  objects: integer('objects').notNull().default(0),
  rows: integer('rows').notNull().default(0),
  removed: integer('removed').notNull().default(0),
  removed_bytes: integer('removed_bytes').notNull().default(0),
});

/** What a sweep found: an object without a row, or a row whose object is not there. */
export const sweepFinding = sqliteTable(
  'sweep_finding',
  {
    kind: text('kind', { enum: ['object', 'row'] }).notNull(),
    /** The object's key in the store. */
    key: text('key').notNull(),
    bytes: integer('bytes'),
    found_at: time('found_at').notNull(),
    /** The sweep that saw it last. */
    sweep_id: integer('sweep_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
);

/** What can be searched for: a message's text, or the prompt where it asks for an image. */
export const searchEntry = sqliteTable(
  'search_entry',
  {
    id: integer('id').primaryKey(),
    message_id: text('message_id').notNull().unique(),
    chat_id: text('chat_id').notNull(),
    author_id: text('author_id').notNull(),
    created_at: time('created_at').notNull(),
    image_id: text('image_id'),
    text: text('text').notNull(),
  },
  (table) => [index('search_entry_chat_id').on(table.chat_id)],
);

/** Who has an inbox open somewhere, and so is to be told. */
export const openInbox = sqliteTable('open_inbox', {
  user_id: text('user_id').primaryKey(),
  since: time('since').notNull(),
});
