import type { Upload } from '../../protocol/http.ts';
import type { ImageFacts } from '../../protocol/image-facts.ts';
import type { DraftImage } from '../state/draft.ts';
import type { Transfer, UploadPlace } from '../state/transfer.ts';
import { whyNotUpload, whyTooLarge } from '../state/upload-check.ts';
import type { FilePreview } from './file-preview.ts';
import { HttpError, sentenceOf } from './http-api.ts';

/** So many files are on their way at once; the others wait. */
const sideBySide = 3;

/** An upload that remembers how it was made: the person may want that, not the picture. */
export interface Memory {
  chat_id: string;
  place: UploadPlace;
  image: DraftImage;
  facts: ImageFacts;
}

export interface UploadsStoreOptions {
  /** @throws HttpError */
  send: (
    chatId: string,
    file: File,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ) => Promise<Upload>;
  preview: (file: File) => Promise<FilePreview>;
  /** How many pictures the draft of the open chat has in a place. */
  there: (place: UploadPlace) => number;
  /** A picture has arrived. @param later ids of those that were chosen after it, and were quicker */
  arrived: (
    chatId: string,
    place: UploadPlace,
    image: DraftImage,
    later: ReadonlySet<string>,
  ) => void;
}

/** The files on their way to the server, those that did not get there, and what some of them remember. */
export function createUploadsStore(options: UploadsStoreOptions) {
  const files = new Map<number, File>();
  const running = new Map<number, AbortController>();
  const arrivedAs = new Map<string, number>();
  let keys = 0;

  return {
    transfers: [] as Transfer[],
    memories: [] as Memory[],

    /** Sends files, as many at once as is good for them. What cannot be sent says why. */
    add(chatId: string, place: UploadPlace, chosen: readonly File[]): void {
      for (const file of chosen) {
        const there = options.there(place) + this.under(chatId, place).length;
        const failure = whyNotUpload(file, place, there);
        const key = ++keys;
        const { name } = file;
        this.transfers = [
          ...this.transfers,
          {
            key,
            chat_id: chatId,
            place,
            name,
            preview: '',
            fraction: 0,
            failure,
            can_retry: false,
          },
        ];
        if (failure !== '') continue;
        files.set(key, file);
        void this.look(key, file);
      }
      this.next();
    },

    /** Shows a file, or gives it up where it is too large: the server would refuse all of it. */
    async look(key: number, file: File): Promise<void> {
      const seen = await options.preview(file).catch(() => null);
      if (!seen) return;
      const failure = whyTooLarge(seen.pixels);
      this.change(key, failure === '' ? { preview: seen.url } : { preview: seen.url, failure });
      if (failure !== '') running.get(key)?.abort();
    },

    /** Those of a place that may still arrive. */
    under(chatId: string, place: UploadPlace): Transfer[] {
      return this.of(chatId, place).filter(({ failure }) => failure === '');
    },
    of(chatId: string, place: UploadPlace): Transfer[] {
      return this.transfers.filter((one) => one.chat_id === chatId && one.place === place);
    },
    memoriesOf(chatId: string, place: UploadPlace): Memory[] {
      return this.memories.filter((one) => one.chat_id === chatId && one.place === place);
    },

    next(): void {
      for (const { key, failure } of this.transfers) {
        if (running.size >= sideBySide) return;
        if (failure === '' && !running.has(key)) void this.run(key);
      }
    },

    async run(key: number): Promise<void> {
      const file = files.get(key);
      const transfer = this.transfers.find((one) => one.key === key);
      if (!file || !transfer) return;
      const { chat_id, place, name } = transfer;
      const control = new AbortController();
      running.set(key, control);
      try {
        const onProgress = (fraction: number) => this.change(key, { fraction });
        const upload = await options.send(chat_id, file, onProgress, control.signal);
        this.finish(key, { chat_id, place, name }, upload);
      } catch (error) {
        if (!control.signal.aborted)
          this.change(key, { failure: sentenceOf(error), can_retry: mayHelp(error) });
      } finally {
        running.delete(key);
        this.next();
      }
    },

    finish(
      key: number,
      { chat_id, place, name }: Pick<Transfer, 'chat_id' | 'place' | 'name'>,
      { id, url, thumbnail_url, width, height, settings }: Upload,
    ): void {
      this.transfers = this.transfers.filter((one) => one.key !== key);
      files.delete(key);
      const thumbnail = thumbnail_url ?? url;
      const image: DraftImage = { from: 'upload', id, thumbnail, name, width, height, url };
      const later = [...arrivedAs].filter(([, other]) => other > key).map(([other]) => other);
      arrivedAs.set(id, key);
      options.arrived(chat_id, place, image, new Set(later));
      if (settings) {
        this.memories = [...this.memories, { chat_id, place, image, facts: settings }];
      }
    },

    retry(key: number): void {
      this.change(key, { failure: '', fraction: 0 });
      this.next();
    },

    /** Gives a file up, or takes one that did not get there out of sight. */
    cancel(key: number): void {
      this.transfers = this.transfers.filter((one) => one.key !== key);
      files.delete(key);
      running.get(key)?.abort();
    },

    /** It is only a picture, or is gone. */
    forgetMemory(imageId: string): void {
      this.memories = this.memories.filter(({ image }) => image.id !== imageId);
    },

    change(key: number, change: Partial<Transfer>): void {
      this.transfers = this.transfers.map((one) => (one.key === key ? { ...one, ...change } : one));
    },
  };
}

export type UploadsStore = ReturnType<typeof createUploadsStore>;

/** Refused for what it is, it is refused again. */
function mayHelp(error: unknown): boolean {
  if (!(error instanceof HttpError)) return true;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}
