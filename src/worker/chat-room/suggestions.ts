import { describeTask, expandTask } from '../../domain/language/suggestion-tasks.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import type { Refusal } from '../../protocol/errors.ts';
import { limits } from '../../protocol/limits.ts';
import type { ServerMessage } from '../../protocol/server-message.ts';
import { keyOfPath, partsOfKey } from '../images/image-key.ts';
import type { Storage } from '../images/store-image.ts';
import { pictureToDescribe } from '../language/picture-to-describe.ts';
import { log } from '../log.ts';
import type { Peer } from './peer.ts';
import type { Listener, RoomLanguage } from './room-language.ts';
import type { RoomStore } from './room-store.ts';
import type { UploadStore } from './upload-store.ts';

type Request = Extract<ClientMessage, { type: 'suggestion_request' }>;

type SuggestionParts = {
  store: RoomStore;
  language: RoomLanguage;
  /** Where the images of this room are. */
  storage: () => Storage;
  send: (peer: Peer, message: ServerMessage) => void;
  waitUntil: (work: Promise<unknown>) => void;
};

/** What a request is read against. */
type Context = { uploads: UploadStore; now: number };

/** What is under way for one connection. */
type Open = { peer: Peer; stop: AbortController };

const failed: Refusal = { code: 'internal', message: 'No words came. Try again.' };

/** Has language models suggest words to single connections. Nothing of it is kept. */
export class Suggestions {
  #parts: SuggestionParts;
  #open = new Set<Open>();

  constructor(parts: SuggestionParts) {
    this.#parts = parts;
  }

  /** Begins to answer; what cannot be answered is refused in words. */
  begin(peer: Peer, request: Request, { uploads, now }: Context): void {
    const name = this.#nameOf(request.image_id, peer.userId, { uploads, now });
    const why = this.#whyNot(peer, request, name, now);
    if (why) return this.#tell(peer, request, { text: '', error: why });
    const open = { peer, stop: new AbortController() };
    this.#open.add(open);
    this.#parts.waitUntil(this.#answer(request, name, open).finally(() => this.#open.delete(open)));
  }

  /** A connection closed: nobody waits for its words. */
  gone(peer: Peer): void {
    for (const open of this.#open) if (open.peer === peer) open.stop.abort();
  }

  #whyNot({ userId }: Peer, { kind }: Request, name: string | null, now: number): Refusal | null {
    const { language } = this.#parts;
    const missing = language.missing(useOf[kind]);
    if (missing !== null) return { code: 'not_configured', message: missing };
    if (kind === 'describe' && name === null) {
      return { code: 'not_found', message: 'That picture is not there (any more).' };
    }
    const open = [...this.#open].filter(({ peer }) => peer.userId === userId);
    if (open.length >= limits.suggestionsAtOnce) {
      return { code: 'too_many', message: 'Wait for the words that you asked for already.' };
    }
    return language.mayAsk(userId, now)
      ? null
      : { code: 'too_fast', message: 'That was often in a short time. Try again in a moment.' };
  }

  /**
   * By what the bytes of an image of this room go, or of an upload of one's own that nobody else has
   * seen; `null` where there is none to look at.
   */
  #nameOf(id: string | null, userId: string, { uploads, now }: Context): string | null {
    if (id === null) return null;
    const upload = uploads.find(id, userId, now);
    if (upload) return upload.sha256;
    const row = this.#parts.store.get('image', id);
    if (row?.status !== 'completed' || row.deleted_at !== null || row.url === null) return null;
    return partsOfKey(keyOfPath(row.url))?.name ?? null;
  }

  async #answer(request: Request, name: string | null, { peer, stop }: Open): Promise<void> {
    const { language } = this.#parts;
    const { type, client_id } = { type: 'suggestion' as const, client_id: request.client_id };
    const longest = AbortSignal.timeout(language.longestMs);
    const text = await this.#ask(request, name, {
      signal: AbortSignal.any([stop.signal, longest]),
      onText: (soFar) =>
        this.#parts.send(peer, { type, client_id, text: soFar, is_done: false, error: null }),
    });
    if (stop.signal.aborted) return;
    this.#tell(peer, request, { text: text ?? '', error: text === null ? failed : null });
  }

  async #ask(
    { kind, prompt }: Request,
    name: string | null,
    listener: Listener,
  ): Promise<string | null> {
    const { language, storage } = this.#parts;
    try {
      if (kind === 'expand') return await language.ask('write', expandTask(prompt), listener);
      const seen = name === null ? null : await pictureToDescribe(storage(), name, listener.signal);
      if (!seen) return null;
      try {
        return await language.ask('look', describeTask(seen.picture), listener);
      } finally {
        seen.done();
      }
    } catch (error) {
      log({ event: 'suggestion_failed', chat_id: this.#parts.store.chatId, error });
      return null;
    }
  }

  #tell(
    peer: Peer,
    { client_id }: Request,
    { text, error }: { text: string; error: Refusal | null },
  ): void {
    this.#parts.send(peer, { type: 'suggestion', client_id, text, is_done: true, error });
  }
}

const useOf = { expand: 'write', describe: 'look' } as const;
