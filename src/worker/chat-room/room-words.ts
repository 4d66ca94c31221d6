import { imageStoreOf } from '../images/image-store-of.ts';
import type { CommitQueue } from './commit.ts';
import type { Connections } from './connections.ts';
import { Entries } from './entries.ts';
import { PromptWriter } from './prompt-writer.ts';
import { Proposals } from './proposals.ts';
import type { RoomEnv } from './room-env.ts';
import { RoomLanguage, type LanguageSettings } from './room-language.ts';
import type { RoomStore } from './room-store.ts';
import { Suggestions } from './suggestions.ts';

type WordParts = {
  sql: SqlStorage;
  store: RoomStore;
  connections: Connections;
  commits: CommitQueue;
  settings: LanguageSettings;
  env: RoomEnv;
  isDeleted: () => boolean;
  waitUntil: (work: Promise<unknown>) => void;
};

/** What a room does about the words of prompts: its context, drafts, and what language models say. */
export class RoomWords {
  readonly entries: Entries;
  readonly proposals: Proposals;
  readonly language: RoomLanguage;
  readonly writer: PromptWriter;
  readonly suggestions: Suggestions;

  constructor({ sql, store, connections, commits, settings, env, ...parts }: WordParts) {
    const { isDeleted, waitUntil } = parts;
    this.entries = new Entries(sql, store);
    this.proposals = new Proposals(sql, store);
    this.language = new RoomLanguage(settings);
    this.writer = new PromptWriter({
      store,
      entries: this.entries,
      proposals: this.proposals,
      language: this.language,
      commits,
      isDeleted,
      tell: (message) => connections.broadcast(message),
      waitUntil,
    });
    this.suggestions = new Suggestions({
      store,
      language: this.language,
      storage: () => ({ store: imageStoreOf(env), images: env.IMAGES, chatId: store.chatId }),
      send: (peer, message) => connections.send(peer, message),
      waitUntil,
    });
  }
}
